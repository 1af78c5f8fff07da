"""Writes to the socket itself in the front page; everything else is left to Flask."""

import time

from flask import Flask, request


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def raw():
        connection = request.environ["werkzeug.socket"]
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\nHello, World!")
        time.sleep(60)

    return app
