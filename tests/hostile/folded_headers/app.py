"""Writes to the socket itself in the front page; everything else is left to Flask."""

import os

from flask import Flask, request


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def raw():
        connection = request.environ["werkzeug.socket"]
        connection.sendall(
            b"HTTP/1.1 200 OK\r\nX-Folded: one\r\n two\r\n\tthree\r\nX-\x1b[2J: \x00\x07\x1b]0;x\x07\r\n"
            b"Content-Length: 13\r\n\r\nHello, World!"
        )
        os._exit(0)

    return app
