"""Configuration: an answer as a package, with schemas of marshmallow and a blueprint."""

from flask import Flask

from . import views
from .settings import load


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_mapping(load(app.instance_path, config or {}))
    app.register_blueprint(views.bp)
    return app
