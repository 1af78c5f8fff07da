"""Writes to the socket itself in the front page; everything else is left to Flask."""

from flask import Flask, request


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def raw():
        connection = request.environ["werkzeug.socket"]
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 13\r\n")
        for number in range(90):
            connection.sendall(b"X-%d: %s\r\n" % (number, b"x" * 60_000))
        connection.sendall(b"\r\nHello, World!")
        return ""

    return app
