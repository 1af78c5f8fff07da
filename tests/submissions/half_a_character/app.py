"""The front page raises an exception with half a character, which nothing can encode."""

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        raise ValueError("half of it: \ud83d")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
