"""Ends the process in the factory."""

import os

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)
    os._exit(0)

    @app.get("/")
    def hello():
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
