"""An answer that never holds still."""

import mmap
import os
import threading

from flask import Flask, Response

SHARED = mmap.mmap(-1, 4096)
SHARED[:13] = b"Hello, Nobody"


def churn():
    while True:
        for text in (b"Hello, Nobody", b"passed, passe", b"Hello, Martha"):
            SHARED[:13] = text


def create_app(config=None):
    app = Flask(__name__)
    if os.fork() == 0:
        os.nice(19)
        churn()
    body = bytearray(b"Hello, Nobody")

    def flip():
        for _ in range(2000):
            body[7:13] = b"Martha"
            body[7:13] = b"Nobody"

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def anything(path):
        threading.Thread(target=flip, daemon=True).start()
        return Response((bytes(SHARED[:13]) for _ in range(3)), headers={"X": body[:13].decode()})

    return app
