"""Routing as a package: the factory here, the routes on two blueprints."""

from flask import Flask

from .books import books
from .pages import pages


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping(BOOKS=[], FILES=app.instance_path)
    app.config.from_mapping(config or {})
    app.extensions["shelf"] = [dict(book) for book in app.config["BOOKS"]]
    app.register_blueprint(pages)
    app.register_blueprint(books)
    return app
