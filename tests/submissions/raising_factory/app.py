"""The factory fails in a helper of its own."""

from flask import Flask


def secret_of(config):
    return (config or {})["SECRET_THAT_NOBODY_SETS"]


def create_app(config=None):
    app = Flask(__name__)
    app.secret_key = secret_of(config)
    return app
