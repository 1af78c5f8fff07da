from flask import Flask, request


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    app.add_url_rule("/echo", view_func=echo, methods=["POST"])
    return app


def echo():
    return request.stream.read()
