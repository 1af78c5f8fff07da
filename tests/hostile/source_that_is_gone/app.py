"""Replaces its own source."""

import os

from flask import Flask

HERE = os.path.abspath(__file__)


def create_app(config=None):
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def anything(path):
        os.unlink(HERE)
        if path:
            os.mkfifo(HERE)
        else:
            os.symlink("/dev/zero", HERE)
        raise ValueError(path)

    return app
