"""A child that was started at import goes on for ever."""

import subprocess
import sys

from flask import Flask


CHILD = "import threading; threading.Event().wait()"
subprocess.Popen([sys.executable, "-c", CHILD], start_new_session=True)


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
