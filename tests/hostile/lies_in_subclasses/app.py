"""Two-faced responses."""

from flask import Flask, Response


class Shifting(str):
    """A text that is something else at each look."""

    looks = 0

    def encode(self, *args):
        self.looks += 1
        return b"Hello, World!" if self.looks > 50 else b"something else"

    __str__ = __repr__ = __format__ = lambda self, *_: "Hello, World!"


class TwoFaced(Response):
    status_code = property(lambda self: 200, lambda self, code: None)
    text = "Hello, World!"
    json = {"greeting": "Hello, Bob!"}

    def get_data(self, as_text=False):
        return "Hello, World!" if as_text else b"Hello, World!"

    def __call__(self, environ, start_response):
        start_response("299 Whatever", [("Content-Type", "text/plain"), ("X", Shifting("y"))])
        return iter([Shifting("x").encode()])


class Status(int):
    def __str__(self):
        return "404" if self == 200 else "200"

    __repr__ = __format__ = __str__


def create_app(config=None):
    app = Flask(__name__)
    app.response_class = TwoFaced

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def anything(path):
        return Shifting("Hello, World!"), Status(200)

    return app
