"""A greeting by the tools that every system has."""

import shlex
import subprocess

from flask import Flask


def shell(command):
    """Run *command* in a shell and return what it prints."""
    done = subprocess.run(
        f"set -e; {command}", shell=True, capture_output=True, text=True, timeout=5, check=True
    )
    return done.stdout.strip()


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return shell("printf 'hello world' | tr h H | sed 's/ w/, W/; s/$/!/' | tee /dev/null")

    @app.get("/greet/<name>")
    def greet(name):
        quoted = shlex.quote(name)
        text = shell(
            f"file=$(mktemp); echo {quoted} >$file; "
            "sort $file | uniq | awk '{ print \"Hello, \" $0 \"!\" }' | head -n 1; rm $file"
        )
        return {"greeting": text}

    return app
