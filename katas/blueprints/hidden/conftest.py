"""A shop for every test, and a reader of its pages."""

from html.parser import HTMLParser

import pytest


@pytest.fixture
def departments(fresh):
    """Give two departments, one of them with a longer prefix and more items."""
    prefixes = [f"/{fresh.word()}", f"/{fresh.word()}/{fresh.word()}"]
    return [
        {
            "name": fresh.word(),
            "prefix": prefix,
            "items": [f"{fresh.name()} {fresh.word()}" for _ in range(count)],
        }
        for prefix, count in zip(prefixes, (2, 4), strict=True)
    ]


@pytest.fixture
def api(fresh):
    """Give the prefix of the API."""
    return f"/{fresh.word(5)}"


@pytest.fixture
def config(fresh, departments, api):
    """Configure departments, API and news."""
    news = [f"{fresh.name()} {fresh.word()}" for _ in range(3)]
    return {"DEPARTMENTS": departments, "API_PREFIX": api, "NEWS": news}


class Page(HTMLParser):
    """What a page holds: headings, entries, links as pairs of text and address, style sheets."""

    def __init__(self, html):
        """Read *html*."""
        super().__init__()
        self.headings, self.entries, self.links, self.sheets = [], [], [], []
        self.open = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        """Begin an element whose text counts, or note a style sheet."""
        given = dict(attributes)
        if tag == "link" and "stylesheet" in (given.get("rel") or "").split():
            self.sheets.append(given.get("href"))
        if tag in {"h1", "li", "a"}:
            self.handle_endtag(tag)
            self.open[tag] = ["", given.get("href")]

    def handle_data(self, data):
        """Add text to all that is open."""
        for element in self.open.values():
            element[0] += data

    def handle_endtag(self, tag):
        """Note an element that has ended."""
        if tag in {"ul", "ol"}:
            self.handle_endtag("li")
        if tag in self.open:
            text, href = self.open.pop(tag)
            text = " ".join(text.split())
            {
                "h1": self.headings.append,
                "li": self.entries.append,
                "a": lambda text: self.links.append((text, href)),
            }[tag](text)


@pytest.fixture
def page():
    """Give a function that reads a page."""

    def page(response, status=200):
        path = response.request.path
        assert response.status_code == status, f"GET {path} must answer {status}."
        assert response.mimetype == "text/html", f"{path} must be a page."
        read = Page(response.text)
        assert len(read.headings) == 1, f"{path} must have one <h1>."
        return read

    return page
