"""Request hooks: a package in which views are marked as public, and answers are hashed last."""

from flask import Flask

from . import answers, guard, views


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    app.extensions["notes"] = []
    answers.init_app(app)
    guard.init_app(app)
    app.register_blueprint(views.site)
    app.register_blueprint(views.auth)
    app.register_blueprint(views.notes)
    app.register_blueprint(views.admin)
    return app
