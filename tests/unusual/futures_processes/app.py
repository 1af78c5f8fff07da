"""Words are looked up by worker processes."""

from concurrent.futures import ProcessPoolExecutor, as_completed

from flask import Flask

WORDS = {"greeting": "Hello", "everybody": "World"}


def look_up(key):
    return key, WORDS.get(key, key)


def create_app(config=None):
    app = Flask(__name__)

    def sentence(*keys):
        with ProcessPoolExecutor(max_workers=3) as pool:
            futures = [pool.submit(look_up, key) for key in keys]
            found = dict(future.result(timeout=5) for future in as_completed(futures))
        return "{}, {}!".format(*(found[key] for key in keys))

    @app.get("/")
    def hello():
        return sentence("greeting", "everybody")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": sentence("greeting", name)}

    return app
