"""Sets cookies in the front page; everything else is left to Flask."""

from flask import Flask, Response


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def raw():
        answer = Response("Hello, World!")
        for value in ("; path=/", "=", "",):
            answer.headers.add("Set-Cookie", value)
        return answer

    return app
