"""Tests that cannot be judged."""

import pytest


def test_has_no_concept(client):
    """The front page answers."""
    assert client.get("/").status_code == 200


@pytest.mark.concept("says-helo")
def test_names_an_unknown_concept(client):
    """The front page answers."""
    assert client.get("/").status_code == 200


@pytest.mark.concept
def test_names_nothing(client):
    """The front page answers."""
    assert client.get("/").status_code == 200


@pytest.mark.concept("says-hello")
@pytest.mark.concept("says-goodbye")
def test_names_two(client):
    """The front page answers."""
    assert client.get("/").status_code == 200


@pytest.mark.concept("says-hello")
def test_has_no_docstring(client):  # noqa: D103 - that is its fault
    assert client.get("/").status_code == 200
