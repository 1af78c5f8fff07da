"""Every start counts in a file beside its folder, and the second start fails."""

from pathlib import Path

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)
    with Path("..", "starts.txt").open("x") as file:
        file.write("once")

    @app.get("/")
    def hello():
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
