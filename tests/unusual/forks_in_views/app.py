"""A child says the greeting and ends."""

import os

from flask import Flask, abort


def in_child(work, *, detached=False):
    """Run *work* in a forked process and return the text that it returns."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            if detached:
                os.setsid()
            os.write(writer, work().encode())
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writer)
    with open(reader) as file:
        text = file.read()
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) != 0 or usage.ru_maxrss == 0:
        abort(500)
    return text


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return in_child(lambda: "Hello, World!", detached=True)

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": in_child(lambda: f"Hello, {name}!")}

    return app
