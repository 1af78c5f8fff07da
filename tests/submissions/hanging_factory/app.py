"""The factory never returns."""

import ctypes
import threading

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)
    ctypes.CDLL(None).prctl(15, b"hangs-here", 0, 0, 0)
    threading.Event().wait()

    @app.get("/")
    def hello():
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
