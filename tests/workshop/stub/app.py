"""Your answer to "Tiny"."""

from flask import Flask


def create_app(config=None):
    """Return the application."""
    app = Flask(__name__)
    app.config.update(config or {})

    @app.route("/<path:anything>")
    def unfinished(anything):
        return f"{anything} is still to be written"

    return app
