"""Another program knows the greetings; it runs as long as this one."""

import subprocess
import sys
import threading

from flask import Flask, abort

PROGRAM = """
for name in iter(input, "stop"):
    print(f"Hello, {name}!", flush=True)
"""
helper = subprocess.Popen(
    [sys.executable, "-S", "-c", PROGRAM],
    stdin=subprocess.PIPE,
    stdout=subprocess.PIPE,
    text=True,
    bufsize=1,
)
one_at_a_time = threading.Lock()


def greeting(name):
    with one_at_a_time:
        if helper.poll() is not None:
            abort(503, f"The helper has ended with {helper.returncode}")
        helper.stdin.write(f"{name}\n")
        return helper.stdout.readline().strip()


def create_app(config=None):
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: greeting("World"), endpoint="hello")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": greeting(name)}

    return app
