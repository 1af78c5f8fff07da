"""Kills its process group in a view."""

import os
import signal

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        os.kill(0, signal.SIGKILL)
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
