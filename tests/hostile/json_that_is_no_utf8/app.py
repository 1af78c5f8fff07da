"""Answers everything right but the greeting, which is JSON of an odd kind."""

from flask import Flask, Response


def create_app(config=None):
    app = Flask(__name__)
    app.add_url_rule("/", "hello", lambda: "Hello, World!")

    @app.get("/greet/<name>")
    def greet(name):
        right = f'"Hello, {name}!"'.encode()
        return Response(b'{"greeting": "\xff\xfe\xed\xa0\x80"}', mimetype="application/json")

    return app
