"""The API: each version is a module."""

from flask import Blueprint

from . import v1, v2


def init_app(app):
    api = Blueprint("api", __name__, url_prefix=app.config["API_PREFIX"])
    api.after_request(forbid_storing)
    api.register_blueprint(v1.bp, url_prefix="/v1")
    api.register_blueprint(v2.bp, url_prefix="/v2")
    app.register_blueprint(api)


def forbid_storing(response):
    response.headers["Cache-Control"] = "no-store"
    return response
