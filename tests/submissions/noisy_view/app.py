"""Prints a megabyte in a view, and as much to stderr."""

import sys

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        print("x" * 1_100_000)
        sys.stderr.write("y" * 1_100_000)
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
