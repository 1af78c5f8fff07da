from flask import Flask

from . import views
from .settings import Settings


def create_app(config=None):
    app = Flask(__package__)
    app.config.from_object(Settings)
    app.config.from_mapping(config or {})
    views.register(app)
    return app
