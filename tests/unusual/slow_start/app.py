"""An application that takes its time."""

import time

from flask import Flask


def warm_up():
    """Fetch the word from a slow service."""
    time.sleep(3)
    return "Hello"


def create_app(config=None):
    app = Flask(__name__)
    word = warm_up()

    @app.get("/")
    def hello():
        return f"{word}, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"{word}, {name}!"}

    return app
