"""A greeting that twenty threads write together."""

from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest
from threading import Barrier

from flask import Flask

WORKERS = 20


def written_together(text):
    """Let each worker write every twentieth letter, none before all of them are there."""
    everybody = Barrier(WORKERS, timeout=5)

    def write(number):
        everybody.wait()
        return text[number::WORKERS]

    with ThreadPoolExecutor(WORKERS) as pool:
        parts = list(pool.map(write, range(WORKERS)))
    return "".join("".join(letters) for letters in zip_longest(*parts, fillvalue=""))


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return written_together("Hello, World!")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": written_together(f"Hello, {name}!")}

    return app
