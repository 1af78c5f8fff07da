"""Answers every URL."""

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    @app.get("/<path:anything>")
    def hello(anything=""):
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
