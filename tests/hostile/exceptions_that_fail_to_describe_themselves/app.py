"""Raises exceptions that nobody can print."""

import os


class Exits(BaseException):
    def __str__(self):
        os._exit(0)

    __repr__ = __str__


class Hangs(Exception):
    def __str__(self):
        while True:
            pass

    __repr__ = __str__

    @property
    def __notes__(self):
        return iter(str, "x")


def create_app(config=None):
    def server(environ, start_response):
        if environ["PATH_INFO"] == "/":
            raise Exits
        start_response("200 OK", [])
        return [b"no"]

    return server
