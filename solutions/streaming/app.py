"""Streaming: the reference answer."""

from pathlib import Path
from threading import Condition

from flask import Flask, Response, abort, request, stream_with_context

MEBIBYTE = bytes(2**20)
MOST = 1000


class Board:
    """Messages, and the listeners who wait for them."""

    def __init__(self):
        self.messages = []
        self.listeners = 0
        self.changed = Condition()

    def add(self, text):
        """Keep a message, wake everybody up, and return the message's number."""
        with self.changed:
            self.messages.append(text)
            self.changed.notify_all()
            return len(self.messages)

    def after(self, last, timeout):
        """Return the messages behind number *last*; wait for one, *timeout* seconds at most."""
        with self.changed:
            self.changed.wait_for(lambda: len(self.messages) > last, timeout)
            return list(enumerate(self.messages[last:], last + 1))

    def events(self, last, keep_alive):
        """Yield an event for each message behind number *last*, and a comment where none comes."""
        with self.changed:
            self.listeners += 1
        try:
            yield ": welcome\n\n"
            while True:
                found = self.after(last, keep_alive)
                for number, text in found:
                    yield event(number, text)
                last += len(found)
                if not found:
                    yield ": still here\n\n"
        finally:  # the client has gone: the server closes the generator
            with self.changed:
                self.listeners -= 1


def event(number, text):
    """Return a server-sent event; a line break in *text* begins another data line."""
    lines = "".join(f"data: {line}\n" for line in text.split("\n"))
    return f"id: {number}\n{lines}\n"


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config["KEEP_ALIVE"] = 15
    app.config.update(config or {})
    board = Board()

    @app.get("/zeros/<int:mebibytes>")
    def zeros(mebibytes):
        if not 1 <= mebibytes <= MOST:
            abort(400)
        headers = {
            "Content-Disposition": "attachment; filename=zeros.bin",
            "Content-Length": str(mebibytes * len(MEBIBYTE)),
        }
        blocks = (MEBIBYTE for _ in range(mebibytes))
        return Response(blocks, mimetype="application/octet-stream", headers=headers)

    @app.get("/lines/<name>")
    def lines(name):
        path = Path(app.config["FOLDER"], name)
        if not path.is_file():
            abort(404)

        @stream_with_context
        def prefixed():
            with path.open(encoding="utf-8") as file:
                for line in file:
                    yield request.args.get("prefix", "") + line

        return Response(prefixed(), mimetype="text/plain")

    @app.post("/messages")
    def add_message():
        return {"id": board.add(request.json["text"])}, 201

    @app.get("/events")
    def events():
        last = request.headers.get("Last-Event-ID", len(board.messages), type=int)
        stream = board.events(last, app.config["KEEP_ALIVE"])
        headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
        return Response(stream, mimetype="text/event-stream", headers=headers)

    @app.get("/listeners")
    def listeners():
        return {"count": board.listeners}

    return app
