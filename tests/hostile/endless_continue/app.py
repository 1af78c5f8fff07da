"""Writes to the socket itself in the front page; everything else is left to Flask."""

from flask import Flask, request


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def raw():
        connection = request.environ["werkzeug.socket"]
        while True:
            connection.sendall(b"HTTP/1.1 100 Continue\r\nX: x\r\n\r\n" * 1000)

    return app
