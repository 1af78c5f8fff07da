"""Every start counts in the module, and the second start fails."""

from flask import Flask

STARTS = []


def create_app(config=None):
    app = Flask(__name__)
    STARTS.append(app)
    assert len(STARTS) == 1

    @app.get("/")
    def hello():
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
