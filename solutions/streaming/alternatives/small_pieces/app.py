"""Iterators with a close method of their own in the place of generator functions."""

import threading
import time
from pathlib import Path

from flask import Flask, abort, request
from flask.views import MethodView


class Lines:
    """The lines of a file that is open already; the server calls `close`."""

    def __init__(self, file, prefix):
        self.file, self.prefix = file, prefix.encode()

    def __iter__(self):
        return self

    def __next__(self):
        line = next(self.file)
        line.decode()
        return self.prefix + line

    def close(self):
        self.file.close()


class Feed:
    """One listener, who looks again and again for new messages."""

    open = 0
    guard = threading.Lock()
    pause = threading.Event()  # nobody sets it
    begun = False

    def __init__(self, messages, last, keep_alive):
        self.messages, self.last, self.keep_alive = messages, last, keep_alive
        with self.guard:
            Feed.open += 1

    def __iter__(self):
        return self

    def __next__(self):
        end = time.monotonic() + (self.keep_alive if self.begun else 0)
        self.begun = True
        while len(self.messages) <= self.last:
            if time.monotonic() >= end:
                return b":\n"
            self.pause.wait(0.01)
        text = self.messages[self.last]
        self.last += 1
        frame = [f"id:{self.last}"] + [f"data:{' ' + line}" for line in text.split("\n")]
        return ("\n".join(frame) + "\n\n").encode()

    def close(self):
        with self.guard:
            Feed.open -= 1


class Zeros(MethodView):
    def get(self, n):
        if n not in range(1, 1001):
            abort(400, "from 1 to 1000")
        size = n << 20
        return (
            (bytes(min(100_000, size - at)) for at in range(0, size, 100_000)),
            200,
            {
                "Content-Type": "application/octet-stream",
                "Content-Length": size,
                "Content-Disposition": 'attachment; filename="zeros.bin"',
            },
        )


def create_app(config=None):
    app = Flask(__name__)
    app.config.update({"KEEP_ALIVE": 15.0, "FOLDER": "."} | (config or {}))
    messages, lock = [], threading.Lock()
    app.add_url_rule("/zeros/<int:n>", view_func=Zeros.as_view("zeros"))

    @app.get("/lines/<string:name>")
    def lines(name):
        path = Path(app.config["FOLDER"]) / Path(name).name
        try:
            file = path.open("rb")
        except OSError:
            abort(404)
        return Lines(file, request.args.get("prefix", "")), {"Content-Type": "text/plain"}

    @app.post("/messages")
    def post():
        with lock:
            messages.append(request.json["text"])
            return {"id": len(messages)}, 201

    @app.get("/events")
    def events():
        last = int(request.headers.get("Last-Event-ID") or len(messages))
        feed = Feed(messages, last, app.config["KEEP_ALIVE"])
        return feed, {"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}

    @app.get("/listeners")
    def listeners():
        return {"count": Feed.open}

    return app
