"""A thread goes on for ever."""

import threading

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)
    threading.Thread(target=threading.Event().wait).start()

    @app.get("/")
    def hello():
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
