"""Hello, World as a package: the factory here, the views in a blueprint."""

from flask import Flask

from .pages import pages


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.setdefault("GREETING", "Hello, World!")
    if config is not None:
        app.config.from_mapping(config)
    app.register_blueprint(pages)
    return app
