"""A library and a folder of files for every test."""

import xml
from pathlib import Path
from urllib.parse import urlsplit

import pytest

FOLDER = Path(xml.__file__).resolve().parent  # files that exist wherever the answer is run
NEIGHBOUR = FOLDER.parent / "xmlrpc"  # whose name begins with the folder's name


@pytest.fixture
def books(fresh):
    """Give the books that the application starts with; two of them share a topic."""
    shared, other = fresh.word(), fresh.word()
    return [{"title": fresh.name(), "topic": topic} for topic in (shared, other, shared)]


@pytest.fixture
def config(books):
    """Configure the library and the folder."""
    return {"BOOKS": books, "FILES": str(FOLDER)}


@pytest.fixture
def folder():
    """Give the folder whose files may be read."""
    return FOLDER


@pytest.fixture
def neighbour():
    """Give the folder beside it, whose files may not be read."""
    return NEIGHBOUR


@pytest.fixture
def follow(client):
    """Give a function that follows a link as a browser does."""

    def follow(link, client=client):
        assert isinstance(link, str), "A link must be a text."
        assert link.startswith("/"), f"{link!r} must be a path, from the first slash on."
        assert link.isascii(), f"{link!r} must be percent-encoded."
        assert " " not in link, f"{link!r} must be percent-encoded."
        parts = urlsplit(link)
        return client.get(parts.path, query_string=parts.query)

    return follow
