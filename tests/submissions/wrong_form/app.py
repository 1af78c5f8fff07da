"""A greeting of the wrong form."""

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return ["Hello", name]

    return app
