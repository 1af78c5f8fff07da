"""Raises far down, in source that it writes itself."""

import sys

from flask import Flask

with open("long.py", "w") as file:
    file.write("def down(n): return down(n - 1) if n else 1 / 0  # " + "x" * 1000 + "\n")

import long

sys.setrecursionlimit(50_000)


def create_app(config=None):
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def anything(path):
        return str(long.down(2000))

    return app
