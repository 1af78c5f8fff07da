"""Signals: a package; receivers are functions of modules and ask the sender who he is."""

from importlib import import_module

from flask import Flask
from users import db, login_manager

from . import audit, statistics
from .events import user_created
from .views import blueprint

__all__ = ["create_app", "user_created"]


def create_app(config=None):
    """Return the application; config holds SQLALCHEMY_DATABASE_URI, PASSWORD and PLUGINS."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    db.init_app(app)
    login_manager.init_app(app)
    with app.app_context():
        db.create_all()
    audit.init_app(app)
    statistics.init_app(app)
    app.register_blueprint(blueprint)
    for name in app.config["PLUGINS"]:
        import_module(name).connect(app)
    return app
