"""Stops in the front page; everything else is left to Flask."""

import os
import signal

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def stop():
        if os.fork() == 0:
            os.kill(os.getppid(), signal.SIGSTOP)
        os.killpg(0, signal.SIGSTOP)
        return "resumed"

    return app
