"""Your answer to "Echo"."""

from flask import Flask


def create_app(config=None):
    """Return the application."""
    app = Flask(__name__)
    app.config.update(config or {})
    return app
