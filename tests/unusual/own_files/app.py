"""Greetings are kept in files."""

import json
import shutil
from pathlib import Path

from flask import Flask

HERE = Path(__file__).resolve().parent


def create_app(config=None):
    app = Flask(__name__, instance_relative_config=True)
    instance = Path(app.instance_path)
    instance.mkdir(parents=True, exist_ok=True)
    (instance / "settings.json").write_text('{"WORD": "Hello"}')
    app.config.from_file("settings.json", load=json.load)

    released = HERE / "releases" / "1"
    shutil.rmtree(released.parent, ignore_errors=True)
    released.mkdir(parents=True)
    (released / "front.txt").write_text(f"{app.config['WORD']}, World!")
    (HERE / "current").unlink(missing_ok=True)
    (HERE / "current").symlink_to(released)

    greeted = Path.home() / ".cache" / "greeted.txt"
    greeted.parent.mkdir(exist_ok=True)

    @app.get("/")
    def hello():
        return (HERE / "current" / "front.txt").read_text()

    @app.get("/greet/<name>")
    def greet(name):
        with greeted.open("a") as file:
            file.write(f"{name}\n")
        last = greeted.read_text().splitlines()[-1]
        return {"greeting": f"{app.config['WORD']}, {last}!"}

    return app
