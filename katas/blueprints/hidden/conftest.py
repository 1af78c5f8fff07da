"""A shop for every test, and what its pages have in common."""

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


@pytest.fixture
def page():
    """Give a function that reads a page."""

    def page(response, status=200):
        path = response.request.path
        assert response.status_code == status, f"GET {path} must answer {status}."
        assert response.mimetype == "text/html", f"{path} must be a page."
        assert len(response.page.find("h1")) == 1, f"{path} must have one <h1>."
        return response.page

    return page


@pytest.fixture
def links(page):
    """Give a function that returns the links of a page as pairs of text and address."""

    def links(response, status=200):
        there = page(response, status).find("a")
        return [(link.text, link.attributes.get("href")) for link in there]

    return links
