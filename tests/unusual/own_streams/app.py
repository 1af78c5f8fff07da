"""What is printed goes to the screen and into a file."""

import sys
from pathlib import Path

from flask import Flask

COPY = Path("printed.txt")


class Tee:
    def __init__(self, stream):
        self.stream = stream

    def write(self, text):
        self.stream.write(text)
        with COPY.open("a") as file:
            file.write(text)


sys.stdout = Tee(sys.stdout)
sys.stderr = Tee(sys.stderr)


def printed(text):
    """Print *text* and return what was printed last."""
    print(text)
    return COPY.read_text().splitlines()[-1]


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return printed("Hello, World!")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": printed(f"Hello, {name}!")}

    return app
