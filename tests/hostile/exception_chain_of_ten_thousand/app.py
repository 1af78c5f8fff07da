"""Raises the end of a long chain, everywhere."""

from flask import Flask


def chain():
    error = ValueError("first")
    for number in range(10_000):
        following = ValueError(number)
        following.__cause__ = error
        following.__context__ = error
        error = following
    group = error
    for _ in range(500):
        group = ExceptionGroup("group", [group])
    return group


def create_app(config=None):
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def anything(path):
        raise chain()

    return app
