"""Answers tell which instance they come from."""

import socket

from flask import Flask


def instance():
    """Return this machine's name, its address and the port of HTTP."""
    name = socket.gethostname()
    return f"{name} {socket.gethostbyname(name)}:{socket.getservbyname('http', 'tcp')}"


def create_app(config=None):
    app = Flask(__name__)
    served_by = instance()
    local = {entry[4][0] for entry in socket.getaddrinfo("localhost", 80)}
    assert local <= {"127.0.0.1", "::1"}

    @app.after_request
    def sign(response):
        response.headers["X-Served-By"] = served_by
        return response

    @app.get("/")
    def hello():
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
