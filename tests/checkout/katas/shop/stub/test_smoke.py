"""A first test."""

from app import create_app


def test_starts():
    """The application can be made."""
    assert create_app()
