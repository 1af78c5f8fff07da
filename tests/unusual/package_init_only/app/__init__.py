"""All of it is here."""

from flask import Flask


def create_app(config=None):
    app = Flask(__name__, instance_relative_config=True)
    app.config.from_pyfile("settings.py", silent=True)

    @app.get("/")
    def hello():
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
