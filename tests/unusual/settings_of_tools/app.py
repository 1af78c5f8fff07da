"""An answer that has tests."""

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)
    app.config.update(config or {})

    @app.get("/")
    def hello():
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
