"""Sets cookies in the front page; everything else is left to Flask."""

from flask import Flask, Response


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def raw():
        answer = Response("Hello, World!")
        for value in ("a=b; expires=Thu, 01 Jan 99999999999999999999 00:00:00 GMT", "a=b; expires=Thu, 01 Jan 2020 00:00:00 +99999999999999",):
            answer.headers.add("Set-Cookie", value)
        return answer

    return app
