"""Another Python writes the greetings; this one serves them."""

import json
import os
import subprocess
import sys

from flask import Flask

SCRIPT = """
import json, os, sys
import flask  # the same libraries are there
name = json.load(sys.stdin)["name"]
print(f"{os.environ['GREETING_WORD']}, {name}!", end="")
"""


def run(*arguments, text):
    """Run another Python and return what it prints."""
    done = subprocess.run(
        [sys.executable, *arguments],
        input=text,
        env={**os.environ, "GREETING_WORD": "Hello"},
        capture_output=True,
        text=True,
        timeout=5,
        check=True,
    )
    return done.stdout


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return run("-c", SCRIPT, text='{"name": "World"}')

    @app.get("/greet/<name>")
    def greet(name):
        tidy = run("-m", "json.tool", text=json.dumps({"name": name}))
        return {"greeting": run("-c", SCRIPT, text=tidy)}

    return app
