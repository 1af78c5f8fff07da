"""A WSGI application from before Flask, mounted at /legacy. Leave it as it is."""

import sys
from threading import Event

TEXT = [("Content-Type", "text/plain")]
closed = []
go_on = Event()


class Parts:
    """The parts of an answer, which have to be closed."""

    def __init__(self, *parts):
        self.parts = iter(parts)

    def __iter__(self):
        return self.parts

    def close(self):
        closed.append(1)


def application(environ, start_response):
    views = {
        "/written": written,
        "/lazy": lazy,
        "/changed": changed,
        "/parts": parts,
        "/closed": count,
        "/slow": slow,
        "/go-on": release,
    }
    if environ["PATH_INFO"] not in views:
        start_response("404 Not Found", TEXT)
        return [b"There is no such page.\n"]
    return views[environ["PATH_INFO"]](start_response)


def written(start_response):
    """Write the body in the way that the oldest servers wanted."""
    write = start_response("200 OK", TEXT)
    write(b"written, ")
    return [b"then returned\n"]


def lazy(start_response):
    """Begin only when the first part is asked for."""
    start_response("203 Non-Authoritative Information", TEXT)
    yield b"lazy\n"


def changed(start_response):
    """Find out that something is wrong when the headers have been given, but not sent."""
    start_response("200 OK", [*TEXT, ("X-Draft", "yes")])
    try:
        text = {}["no such book"]
    except KeyError:
        start_response("503 Service Unavailable", TEXT, sys.exc_info())
        text = b"Come back later.\n"
    return [text]


def parts(start_response):
    start_response("200 OK", TEXT)
    return Parts(b"one ", b"two ", b"three\n")


def count(start_response):
    start_response("200 OK", TEXT)
    return [f"{len(closed)}".encode()]


def slow(start_response):
    """Send one line, and the next one when somebody has asked for /go-on."""
    start_response("200 OK", TEXT)
    yield b"first\n"
    yield b"second\n" if go_on.wait(4) else b"nobody has asked\n"


def release(start_response):
    go_on.set()
    start_response("200 OK", TEXT)
    return [b"ok\n"]
