"""Greetings come from workers that start with the application."""

from concurrent.futures import ProcessPoolExecutor

from flask import Flask

WORKERS = 40


def greeting(name):
    return f"Hello, {name}!"


def create_app(config=None):
    app = Flask(__name__)
    pool = ProcessPoolExecutor(max_workers=WORKERS)
    # All of them start now, and not when somebody waits for the first answer.
    list(pool.map(greeting, map(str, range(WORKERS))))

    @app.get("/")
    def hello():
        return pool.submit(greeting, "World").result()

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": pool.submit(greeting, name).result()}

    return app
