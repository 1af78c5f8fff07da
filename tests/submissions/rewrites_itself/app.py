"""Every start spoils the answer's own files."""

from pathlib import Path

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)
    greeting = Path("greeting.txt").read_text()
    Path("greeting.txt").write_text("spoilt")
    assert greeting == "Hello, World!\n"

    @app.get("/")
    def hello():
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
