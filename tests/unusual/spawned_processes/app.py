"""A greeting from a fresh Python, by way of two methods of starting it."""

import multiprocessing

from flask import Flask


def greeting(name):
    return f"Hello, {name}!"


def computed(method, name):
    """Start a process by *method* and let it compute the greeting."""
    context = multiprocessing.get_context(method)
    with context.Pool(1) as pool:
        return pool.apply(greeting, (name,))


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return computed("spawn", "World")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": computed("forkserver", name)}

    return app
