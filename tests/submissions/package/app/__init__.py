"""An answer in a package, with a module beside it."""

from flask import Flask

from .pages import pages


def create_app(config=None):
    app = Flask(__name__)
    app.register_blueprint(pages)
    return app
