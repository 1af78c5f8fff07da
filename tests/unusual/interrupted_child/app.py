"""The greeting is what a child says when it is interrupted."""

import signal
import subprocess
import sys

from flask import Flask

PROGRAM = """
import sys, time
try:
    print("ready", flush=True)
    while True:
        time.sleep(0.05)
except KeyboardInterrupt:
    print(f"Hello, {sys.argv[1]}!")
"""


def last_word(name):
    program = [sys.executable, "-S", "-c", PROGRAM, name]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as child:
        child.stdout.readline()
        child.send_signal(signal.SIGINT)
        try:
            return child.communicate(timeout=5)[0].strip()
        finally:
            child.kill()


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return last_word("World")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": last_word(name)}

    return app
