"""Greetings go through temporary files of every kind."""

import os
import tempfile
from pathlib import Path

from flask import Flask


def by_named_file(text):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(text)
        file.flush()
        return Path(file.name).read_text()


def by_folder(text):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "deep", "greeting.txt")
        path.parent.mkdir()
        path.write_text(text)
        return path.rename(Path(folder, "moved.txt")).read_text()


def by_descriptor(text):
    folder = "/dev/shm" if os.path.isdir("/dev/shm") else None
    descriptor, name = tempfile.mkstemp(dir=folder)
    with open(descriptor, "w") as file:
        file.write(text)
    try:
        return Path(name).read_text()
    finally:
        os.unlink(name)


def by_spooled_file(text):
    with tempfile.SpooledTemporaryFile(max_size=4, mode="w+") as file:
        file.write(text)
        file.seek(0)
        return file.read()


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return by_descriptor(by_spooled_file("Hello, World!"))

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": by_named_file(by_folder(f"Hello, {name}!"))}

    return app
