"""Layers for every test, and ways to ask for pages."""

import pytest


@pytest.fixture
def layers(fresh):
    """Give the words that a map's layer may be; one of them begins with another."""
    word = fresh.word(6)
    return [fresh.word(7), word, f"{word}{fresh.word(2)}", fresh.word(5)]


@pytest.fixture
def config(layers):
    """Configure the layers."""
    return {"LAYERS": layers}


@pytest.fixture
def read(client):
    """Give a function that returns the JSON of a page that exists."""

    def read(path):
        response = client.get(path)
        assert response.status_code == 200, f"GET {path} must answer 200."
        return response.json

    return read


@pytest.fixture
def refused(client):
    """Give a function that checks that no page fits."""

    def refused(folder, *parts):
        for part in parts:
            status = client.get(f"/{folder}/{part}").status_code
            assert status == 404, f"{part!r} does not fit /{folder}/: that is a 404."

    return refused
