"""A handbook for every test."""

from urllib.parse import urlsplit

import pytest


@pytest.fixture
def pages(fresh):
    """Give the pages that the application starts with, texts by name."""
    return {fresh.word(): fresh.text(40) for _ in range(3)}


@pytest.fixture
def config(fresh, pages):
    """Configure the pages and two old names."""
    names = list(pages)
    return {"PAGES": pages, "RENAMED": {fresh.word(9): names[1], fresh.word(9): names[2]}}


@pytest.fixture
def version(client):
    """Give a function that returns the ETag of a page, after a look at its form."""

    def version(name):
        response = client.get(f"/pages/{name}")
        assert response.status_code == 200, "A page that exists must be shown."
        etag = response.headers.get("ETag", "")
        strong = len(etag) > 2 and etag.startswith('"') and etag.endswith('"')
        assert strong, f"There must be a strong ETag, and not {etag!r}."
        return etag

    return version


@pytest.fixture
def save(client):
    """Give a function that puts a page, on a condition if there is one."""

    def save(name, text, if_match=None):
        headers = {"If-Match": if_match} if if_match else {}
        return client.put(f"/pages/{name}", json={"text": text}, headers=headers)

    return save


@pytest.fixture
def place():
    """Give a function that returns path and query string of an answer's Location."""

    def place(response):
        location = response.headers.get("Location")
        assert location, "There must be a Location."
        host = urlsplit(location).netloc
        assert host in {"", "localhost"}, "Location must stay with this application."
        return location.partition(host)[2] if host else location

    return place


@pytest.fixture
def theme(client):
    """Give a function that chooses a theme and wants to go on."""
    return lambda name, to: client.post("/theme", data={"theme": name, "next": to})
