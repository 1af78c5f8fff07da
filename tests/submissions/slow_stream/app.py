"""The front page sends a byte at a time, for ever."""

import threading

from flask import Flask


def drip():
    while not threading.Event().wait(0.05):
        yield b"H"


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return app.response_class(drip())
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
