"""Writes to the socket itself in the front page; everything else is left to Flask."""

import os

from flask import Flask, request


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def raw():
        connection = request.environ["werkzeug.socket"]
        connection.sendall(b"HTTP/1.1 2" + b"0" * 1000 + b" \x1b[2JOK\r\nContent-Length: 13\r\n\r\nHello, World!")
        os._exit(0)

    return app
