"""An answer in its natural surroundings."""

from pathlib import Path

from flask import Flask

HERE = Path(__file__).parent


def create_app(config=None):
    app = Flask(__name__)
    word = "Hello" if (HERE / "requirements.txt").exists() else "Where is everybody"

    @app.get("/")
    def hello():
        return f"{word}, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"{word}, {name}!"}

    return app
