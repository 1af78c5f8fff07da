"""JSON responses as a package: a pydantic model writes the bodies, Flask only sends them."""

from club import Club
from flask import Flask

from .pages import pages


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    app.extensions["club"] = Club(app.config["MEMBERS"])
    app.register_blueprint(pages)
    return app
