"""Every field is something else."""

import contextlib
import itertools
import json
import os
import socket
import struct
import threading

from flask import Flask

BIG = int("9" * 4000)
WRONG = [None, True, -1, 1.5, BIG, float("nan"), float("inf"), "", "\ud800\udfff", "x" * 10_000, [],
         [[]], [None], {}, {"a": []}, [{"path": 1, "line": "x", "function": [], "code": {}}],
         [{"path": "\ud800", "line": BIG, "function": "\x00", "code": "\x1b[2J"}] * 50]
FIELDS = ("handler", "exception", "statements", "frames", "text", "fault", "ready", "error", "pid")


def messages():
    """Yield objects in which each field is wrong in turn, and two levels of them."""
    for wrong in WRONG:
        yield {field: wrong for field in FIELDS if field != "fault"}
        yield {"exception": {"text": wrong, "frames": wrong}, "handler": wrong}
        yield {"handler": {"path": wrong, "line": wrong, "function": wrong, "code": wrong}}
        yield {"statements": [wrong, [wrong], {"x": wrong}], "fault": wrong if wrong != {} else 1}


def frame(message):
    body = json.dumps(message).encode()
    return struct.pack("!II", len(body), 0) + body


def connected():
    for number in range(3, 20):
        with contextlib.suppress(OSError):
            copy = socket.socket(fileno=os.dup(number))
            if not copy.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                copy.getpeername()
                yield copy


def create_app(config=None):
    app = Flask(__name__)
    turn = itertools.count(len(config or {}) + os.getpid())

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def anything(path):
        threading.Thread(target=flood).start()
        return {"greeting": None}

    with contextlib.suppress(StopIteration):
        control = next(connected())
        control.sendall(frame({"ready": [1, 2, 3], "fault": "a text"}))

    def flood():
        every = list(messages())
        control.settimeout(0.1)
        with contextlib.suppress(OSError):
            for message in every[next(turn) % 7 :]:
                control.sendall(frame(message))

    return app
