"""A pool with its journal."""

import pytest

FOLDER = "../data/notes"


@pytest.fixture
def config(files):
    """Configure the pool."""
    return {"POOL_SIZE": 2, "FOLDER": files.path(FOLDER)}


@pytest.fixture
def journal(files):
    """Give a function that returns the lines of the journal."""

    def journal():
        try:
            return files.read(f"{FOLDER}/journal").decode().splitlines()
        except AssertionError:
            return []

    return journal


@pytest.fixture
def all_back(journal, soon):
    """Give a function that tells whether every connection that was taken comes back."""

    def look():
        lines = journal()
        return lines.count("connection taken") == lines.count("connection given back")

    return lambda: soon(look)


@pytest.fixture
def one_connection(start_app):
    """Give a client of an application whose pool has one connection."""
    return start_app({"POOL_SIZE": 1}).client()


@pytest.fixture
def add(fresh):
    """Give a function that stores two notes and returns their texts."""

    def add(client):
        texts = [fresh.text(20), fresh.text(20)]
        response = client.post("/notes", json={"texts": texts})
        assert response.status_code == 201, "Notes must be accepted with 201."
        assert response.json == {"added": len(texts)}, "The answer tells how many."
        return texts

    return add
