"""Raises an exception of its own below BaseException."""

from flask import Flask


class Stop(BaseException):
    """Not an Exception."""


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        raise Stop("that was all")
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
