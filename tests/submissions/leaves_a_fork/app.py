"""A fork of the application ignores signals and goes on for ever."""

import os
import signal

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)
    if os.fork() == 0:
        os.setsid()
        signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))
        signal.pause()

    @app.get("/")
    def hello():
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
