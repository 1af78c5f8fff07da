"""The import never ends; the process's name says so to the tests."""

import ctypes
import threading

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app


ctypes.CDLL(None).prctl(15, b"hangs-here", 0, 0, 0)
threading.Event().wait()
