"""Writes all the time, from everywhere."""

import os
import sys
import threading


def flood():
    while True:
        try:
            os.write(1, b"x" * 2**16)
            os.write(2, b"\0\xff\x1b]0;passed\x07\n")
        except OSError:
            pass


def create_app(config=None):
    for _ in range(4):
        if os.fork() == 0:
            os.setsid()
            flood()
    threading.Thread(target=flood, daemon=True).start()

    def server(environ, start_response):
        sys.stdout.write("y" * 2**20)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]

    return server
