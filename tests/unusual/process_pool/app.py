"""A greeting that a pool of processes puts together."""

from multiprocessing import Pool

from flask import Flask


def greeting(name):
    """Pretend that this is expensive."""
    return f"Hello, {name}!"


def create_app(config=None):
    app = Flask(__name__)

    def computed(name):
        with Pool(4) as pool:
            crowd = pool.map(greeting, [name, "Ann", "Bob", "Cem", "Dee"])
        return crowd[0]

    @app.get("/")
    def hello():
        return computed("World")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": computed(name)}

    return app
