"""The front page never stops sending."""

from flask import Flask


def forever():
    while True:
        yield b"Hello, World!" * 100


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return app.response_class(forever())
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
