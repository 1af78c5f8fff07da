"""Sets cookies in the front page; everything else is left to Flask."""

from flask import Flask, Response


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def raw():
        answer = Response("Hello, World!")
        for value in ("a=b; max-age=soon", "a=b; max-age=" + "9" * 5000, "c=d; max-age=1" + "0" * 30,):
            answer.headers.add("Set-Cookie", value)
        return answer

    return app
