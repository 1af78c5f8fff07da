"""Application factory, as a package: only this module knows all others."""

import os

from flask import Flask

from . import about, notes
from .configuration import load
from .extensions import db


def create_app(config=None):
    """Return the application; the values in *config* override everything else."""
    app = Flask(__name__)
    load(app, os.environ, config)
    db.init_app(app)
    app.register_blueprint(notes.blueprint, url_prefix="/notes")
    app.register_blueprint(about.blueprint, url_prefix="/about")
    with app.app_context():
        db.create_all()
    return app
