"""A child process in a session of its own goes on for ever."""

import subprocess
import sys

from flask import Flask


CHILD = "import threading; threading.Event().wait()"


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        subprocess.Popen([sys.executable, "-c", CHILD], start_new_session=True)
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
