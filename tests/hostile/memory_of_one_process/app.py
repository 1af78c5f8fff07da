"""Fills memory in the front page; everything else is left to Flask."""

from flask import Flask


def fill():
    held = []
    size = 2**28
    while True:
        try:
            held.append(bytearray(b"x") * size)
        except MemoryError:
            size = max(size // 2, 4096)


def create_app(config=None):
    app = Flask(__name__)
    app.add_url_rule("/", "fill", fill)
    return app
