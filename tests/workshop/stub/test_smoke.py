"""A first test."""

from app import create_app


def test_says_hello():
    """The front page says Hello, World."""
    assert create_app().test_client().get("/").text == "Hello, World!"
