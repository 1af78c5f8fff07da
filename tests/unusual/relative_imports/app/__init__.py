"""The application's package."""

from .factory import create_app

__all__ = ["create_app"]
