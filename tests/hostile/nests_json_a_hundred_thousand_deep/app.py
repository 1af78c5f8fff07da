"""Deeper and deeper."""

import contextlib
import os
import socket
import struct
import threading

from flask import Flask, Response

DEEP = 100_000
BODIES = [
    b"[" * DEEP + b"]" * DEEP,
    b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    b'{"greeting": ' + b"9" * 1_000_000 + b"}",
    b'{"greeting": NaN, "greeting": Infinity}',
    b"[" * 900 + b"]" * 900,
]


def dig():
    for number in range(3, 20):
        with contextlib.suppress(OSError):
            sock = socket.socket(fileno=os.dup(number))
            sock.settimeout(0.1)
            sock.getpeername()
            for body in BODIES:
                inner = b'{"exception": {"text": "x", "frames": ' + body + b'}, "handler": ' + body + b"}"
                sock.sendall(struct.pack("!II", len(inner), 0) + inner)


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return "Hello, World!"

    @app.route("/<path:path>")
    def anything(path):
        threading.Thread(target=dig).start()
        return Response(BODIES[os.getpid() % len(BODIES)], content_type="application/json")

    return app
