"""A library for every test, and what its errors look like in both forms."""

from html.parser import HTMLParser

import pytest

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
SCRIPT = "application/json, text/plain, */*"
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Page(HTMLParser):
    """Collects the text of the headings and of the message, and the names of all elements."""

    def __init__(self, html):
        """Read *html*."""
        super().__init__()
        self.open, self.elements, self.headings, self.messages = [], set(), [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        """Open an element."""
        self.elements.add(tag)
        text = []
        if tag == "h1":
            self.headings.append(text)
        if ("id", "message") in attributes:
            self.messages.append(text)
        if tag not in VOID:
            self.open.append((tag, text))

    def handle_endtag(self, tag):
        """Close the nearest element of that name and all that is open inside it."""
        places = [place for place, (name, _) in enumerate(self.open) if name == tag]
        if places:
            del self.open[places[-1] :]

    def handle_data(self, data):
        """Add text to all elements that are open."""
        for _, text in self.open:
            text.append(data)


@pytest.fixture
def titles(fresh):
    """Give the titles of the books."""
    return [f"{fresh.name()} {fresh.name()}" for _ in range(3)]


@pytest.fixture
def config(titles, fresh):
    """Configure the library and its trouble."""
    return {"BOOKS": titles, "CRASH_TEXT": fresh.text(24)}


@pytest.fixture
def browser():
    """Give the headers of a browser."""
    return {"Accept": BROWSER}


@pytest.fixture
def script():
    """Give the headers of a script that would like JSON."""
    return {"Accept": SCRIPT}


@pytest.fixture
def page():
    """Give a function that checks the form of an error as a page, and returns its message.

    The page must not have an element *without*.
    """

    def page(response, status, without=""):
        assert response.status_code == status, f"The status must be {status}."
        assert response.mimetype == "text/html", "It must be a page."
        read = Page(response.text)
        headings = ["".join(text) for text in read.headings]
        assert len(headings) == 1, "The page must have one <h1>."
        assert str(status) in headings[0], "The heading must tell the status."
        assert len(read.messages) == 1, "There must be one element with the id message."
        message = " ".join("".join(read.messages[0]).split())
        assert message, "There must be a message."
        assert without not in read.elements, "No text may become an element."
        return message

    return page


@pytest.fixture
def error():
    """Give a function that checks the form of an error in JSON, and returns its text."""

    def error(response, status, code):
        assert response.status_code == status, f"The status must be {status}."
        assert response.mimetype == "application/json", "It must be application/json."
        body = response.json
        assert set(body) == {"status", "code", "error"}, "These are the fields of an error."
        assert (body["status"], body["code"]) == (status, code), "Status and code must fit."
        assert isinstance(body["error"], str), "The field error must be a text."
        assert body["error"].strip(), "The text must not be empty."
        return body["error"]

    return error
