"""HTML or JSON errors: an answer as a package, with a blueprint for pages and one for the API."""

from flask import Flask

from . import api, errors, pages


def create_app(config=None):
    app = Flask(__name__)
    app.config.update(config or {})
    app.extensions["on_loan"] = set()
    app.register_blueprint(pages.bp)
    app.register_blueprint(api.bp)
    errors.register(app, api.bp.url_prefix)
    return app
