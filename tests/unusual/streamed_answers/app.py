"""Answers come letter by letter."""

import json
import threading
import time
from queue import Queue

from flask import Flask, Response, stream_with_context


def letters_from_thread(text):
    """Yield the letters of *text* as a thread brings them."""
    queue = Queue(maxsize=2)

    def bring():
        for letter in text:
            queue.put(letter)
            time.sleep(0.002)
        queue.put(None)

    threading.Thread(target=bring).start()
    yield from iter(queue.get, None)


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return Response(stream_with_context(letters_from_thread("Hello, World!")), mimetype="text/plain")

    @app.get("/greet/<name>")
    def greet(name):
        text = json.dumps({"greeting": f"Hello, {name}!"}, indent=2)
        return app.response_class(letters_from_thread(text), mimetype="application/json")

    return app
