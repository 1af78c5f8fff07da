"""A worker thread writes the greetings that views order."""

import threading
from concurrent.futures import Future
from queue import Queue

from flask import Flask


def work(orders, app):
    """Write one greeting after the other."""
    while True:
        name, future = orders.get()
        with app.app_context():
            future.set_result(f"{app.config['WORD']}, {name}!")


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_mapping({"WORD": "Hello"} | (config or {}))
    orders = Queue()
    threading.Thread(target=work, args=(orders, app)).start()

    def ordered(name):
        future = Future()
        orders.put((name, future))
        return future.result(timeout=5)

    @app.get("/")
    def hello():
        return ordered("World")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": ordered(name)}

    return app
