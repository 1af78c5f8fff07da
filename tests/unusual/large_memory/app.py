"""Greetings from a very large table."""

from multiprocessing import get_context

from flask import Flask

LINE = b"Hello, {}!" + b"\0" * 1014
LINES = 300 * 1024
WORKERS = 8
table = b""


def greeting(name, number):
    line = table[number * len(LINE) : (number + 1) * len(LINE)]
    return line.rstrip(b"\0").decode().format(name)


def create_app(config=None):
    global table
    app = Flask(__name__)
    table = LINE * LINES
    workers = get_context("fork").Pool(WORKERS)

    @app.get("/")
    def hello():
        return greeting("World", LINES - 1)

    @app.get("/greet/<name>")
    def greet(name):
        places = [(name, LINES // WORKERS * number) for number in range(WORKERS)]
        (only,) = set(workers.starmap(greeting, places))
        return {"greeting": only}

    return app
