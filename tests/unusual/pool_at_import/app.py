"""Greetings from pools that are as old as the module."""

from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pool

from flask import Flask


def greeting(name):
    return f"Hello, {name}!"


processes = Pool(2)
threads = ThreadPoolExecutor(2)
GREETINGS = dict(zip(["World"], threads.map(greeting, ["World"])))


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return threads.submit(GREETINGS.get, "World").result(timeout=5)

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": processes.apply_async(greeting, (name,)).get(timeout=5)}

    return app
