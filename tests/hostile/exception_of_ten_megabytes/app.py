"""Raises with a long text, everywhere."""

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def anything(path):
        raise ValueError("core     ok       says-hello\n" * 300_000)

    return app
