"""Greetings for the command line and, by way of it, for the web."""

import subprocess
import sys

import click
from flask import Flask
from flask.cli import AppGroup

greetings = AppGroup("greetings", help="Write greetings.")


@greetings.command("write")
@click.argument("name")
@click.option("--word", default="Hello", show_default=True)
def write_greeting(name, word):
    """Greet NAME."""
    click.echo(f"{word}, {name}!", nl=False)


def create_app(config=None):
    app = Flask(__name__)
    app.cli.add_command(greetings)

    @app.get("/")
    def hello():
        command = [sys.executable, "-m", "flask", "greetings", "write", "World"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    @app.get("/greet/<name>")
    def greet(name):
        result = app.test_cli_runner().invoke(args=["greetings", "write", name])
        return {"greeting": result.output}

    return app
