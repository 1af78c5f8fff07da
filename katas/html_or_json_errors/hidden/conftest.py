"""A library for every test, and what its errors look like in both forms."""

import pytest

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
SCRIPT = "application/json, text/plain, */*"


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
        read = response.page
        assert str(status) in read.one("h1").text, "The heading must tell the status."
        message = read.one("#message").text
        assert message, "There must be a message."
        assert not without or read.find(without) == [], "No text may become an element."
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
