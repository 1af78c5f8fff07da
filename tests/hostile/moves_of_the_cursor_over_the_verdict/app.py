"""Writes one text everywhere that a report may show."""

import logging
import sys

from flask import Flask, Response

TEXT = (
    "\x1b[1;1H\x1b[2J\x1b[3Jtiny  Tiny   isolated, 0.1 s\r\n\ncore     ok       says-hello"
    + "\x1b[20A\x1b[10Dok    \r" + "\b" * 200 + "ok\x7f\x7f\x0b\x0c\x85\x8d\x84\x8f\x1bM\x1b7\x1b8\x1b[s\x1b[u"
)


class Loud(Exception):
    """A class whose name and text go into tracebacks."""


def shout():
    for stream in (sys.stdout, sys.stderr):
        stream.write(TEXT + "\n")
        stream.flush()
    logging.getLogger(TEXT).warning(TEXT)


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        shout()
        answer = Response(TEXT)
        line = TEXT.replace("\n", " ").replace("\r", " ").encode("utf-8").decode("latin-1")
        answer.headers["X-Text"] = line[:2000]
        answer.headers["Content-Type"] = "text/plain; charset=utf-8"
        return answer

    @app.get("/<path:path>")
    def anything(path):
        shout()
        raise Loud(TEXT)

    name = TEXT.replace("\0", "")
    hello.__name__ = hello.__qualname__ = name
    for view in (hello, anything):
        view.__doc__ = TEXT
        view.__code__ = view.__code__.replace(co_name=name, co_qualname=name)
    Loud.__name__ = Loud.__qualname__ = name
    return app
