"""Files are found by relative paths."""

import os
import tempfile
from pathlib import Path

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)
    os.umask(0o077)
    os.chdir(tempfile.mkdtemp(prefix="greeter-"))
    Path("words").mkdir()
    Path("words/greeting.txt").write_text("Hello, {}!")

    def greeting(name):
        return Path("words/greeting.txt").read_text().format(name)

    @app.get("/")
    def hello():
        return greeting("World")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": greeting(name)}

    return app
