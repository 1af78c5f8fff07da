"""Every start counts in files, and the second start fails."""

from pathlib import Path

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)
    with Path("starts.txt").open("x") as file:
        file.write("once")
    Path("notes", "deep").mkdir(parents=True)
    Path("notes", "deep", "note.txt").write_text("mine")

    @app.get("/")
    def hello():
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
