"""Writes to the socket itself in the front page; everything else is left to Flask."""

import time

from flask import Flask, request


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def raw():
        connection = request.environ["werkzeug.socket"]
        data = b'HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nHello, World!'
        start = 0
        connection.sendall(data[:start])
        for byte in data[start:] * 1000:
            connection.sendall(bytes([byte]))
            time.sleep(0.2)
        return ""

    return app
