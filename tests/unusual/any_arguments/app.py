"""A factory that takes what comes."""

import functools

from flask import Flask


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print(f"{function.__name__} {args} {kwargs}")
        return function(*args, **kwargs)

    return wrapper


@logged
def create_app(*args, **kwargs):
    app = Flask(kwargs.pop("import_name", __name__))
    for settings in args:
        app.config.update(settings or {})
    app.config.update(kwargs)

    @app.get("/")
    def hello():
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
