"""Errors that no part answers for."""

from flask import current_app, request
from werkzeug.exceptions import HTTPException


def init_app(app):
    app.register_error_handler(404, answer)
    app.register_error_handler(HTTPException, answer)


def answer(error):
    prefix = current_app.config["API_PREFIX"].split("/")
    if request.path.split("/")[: len(prefix)] == prefix:
        return {"error": error.description}, error.code
    return error
