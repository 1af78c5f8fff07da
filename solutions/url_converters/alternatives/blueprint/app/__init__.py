"""URL converters as a package: converters, a blueprint, and class-based views."""

from flask import Flask

from .converters import CONVERTERS
from .pages import pages


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    app.url_map.converters |= CONVERTERS
    app.register_blueprint(pages)
    return app
