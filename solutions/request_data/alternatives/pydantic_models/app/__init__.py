"""Reading the request with pydantic: one model for each place that data come from."""

from flask import Flask
from pydantic import ValidationError

from .views import views


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping({"MAX_CONTENT_LENGTH": 65536} | (config or {}))
    app.register_blueprint(views)
    app.register_error_handler(ValidationError, refuse)
    return app


def refuse(error):
    """Answer a fault that a model has found."""
    return error.errors(include_url=False, include_context=False), 400
