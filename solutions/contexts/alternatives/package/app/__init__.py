"""Contexts: a package, with an extension that owns the connection."""

from flask import Flask

from . import commands, views
from .notes import add_note, count_notes, store

__all__ = ["add_note", "count_notes", "create_app"]


def create_app(config=None):
    """Return the application; config holds DATABASE and SECRET_KEY."""
    app = Flask(__name__)
    app.config.update(config or {})
    store.init_app(app)
    commands.init_app(app)
    app.register_blueprint(views.blueprint)
    return app
