"""A word that is fetched again twenty times a second."""

import threading
import time

from flask import Flask


class Refreshed:
    """A value that a timer keeps young."""

    def __init__(self, fetch, seconds):
        self.fetch, self.seconds = fetch, seconds
        self.first = threading.Event()
        self.tick()

    def tick(self):
        timer = threading.Timer(self.seconds, self.refresh)
        timer.daemon = True
        timer.start()

    def refresh(self):
        self.value, self.at = self.fetch(), time.monotonic()
        self.first.set()
        self.tick()

    def get(self):
        if not self.first.wait(timeout=5) or time.monotonic() - self.at > 2:
            raise RuntimeError("the timer has stopped")
        return self.value


def create_app(config=None):
    app = Flask(__name__)
    word = Refreshed(lambda: "Hello", 0.05)

    @app.get("/")
    def hello():
        return f"{word.get()}, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"{word.get()}, {name}!"}

    return app
