"""The front page counts for ever."""

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        number = 0
        while True:
            number += 1
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
