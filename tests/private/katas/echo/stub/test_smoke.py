"""A first test."""

from app import create_app


def test_echoes():
    """What was sent comes back."""
    assert create_app().test_client().post("/echo", data="x").text == "x"
