"""A program that talks to people only."""

import os
import pty
import sys

from flask import Flask

PROGRAM = """
import sys
assert sys.stdin.isatty() and sys.stdout.isatty()
print(f"Hello, {sys.argv[1]}!")
"""


def at_terminal(name):
    """Run the program at a terminal and return what it shows."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(sys.executable, [sys.executable, "-S", "-c", PROGRAM, name])
    shown = b""
    while True:
        try:
            part = os.read(terminal, 1024)
        except OSError:  # Linux says so when the program has ended
            break
        if not part:
            break
        shown += part
    os.close(terminal)
    os.waitpid(pid, 0)
    return shown.decode().strip()


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return at_terminal("World")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": at_terminal(name)}

    return app
