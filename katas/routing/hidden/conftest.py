"""A library and a folder of files for every test."""

from urllib.parse import urlsplit

import pytest

FOLDER = "../data/shelf"
NEIGHBOUR = "../data/shelf-private"  # whose name begins with the folder's name


@pytest.fixture
def books(fresh):
    """Give the books that the application starts with; two of them share a topic."""
    shared, other = fresh.word(), fresh.word()
    return [{"title": fresh.name(), "topic": topic} for topic in (shared, other, shared)]


@pytest.fixture
def config(books, files):
    """Configure the library and the folder."""
    return {"BOOKS": books, "FILES": files.path(FOLDER)}


@pytest.fixture
def shelf(files, fresh):
    """Put files into the folder; give their contents by path, one of them two folders deep."""
    inner, deeper = fresh.word(), f"{fresh.word()}/{fresh.word()}"
    names = [f"{fresh.word()}.txt", f"{inner}/{fresh.word()}.txt", f"{deeper}/{fresh.word()}.dat"]
    contents = {name: fresh.text(200).encode() for name in names}
    for name, content in contents.items():
        files.write(f"{FOLDER}/{name}", content)
    return contents


@pytest.fixture
def secret(files, fresh):
    """Put a file into the folder beside it; give its path from there and its content."""
    name, content = f"{fresh.word()}.txt", fresh.text(200).encode()
    files.write(f"{NEIGHBOUR}/{name}", content)
    return f"{NEIGHBOUR.rpartition('/')[2]}/{name}", content


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
