"""Writes one text everywhere that a report may show."""

import logging
import sys

from flask import Flask, Response

TEXT = (
    "\x1b]0;all passed\x07\x1b]2;all passed\x1b\\\x1b]52;c;cm0gLXJmIH4K\x07\x1b]52;p;!\x1b\\"
    "\x1b]8;;http://127.0.0.1:CANARY_PORT/\x1b\\passed\x1b]8;;\x1b\\\x1b]1337;File=:AAAA\x07"
    "\x1bP$q\"p\x1b\\\x1bP+q544e\x1b\\\x1b_Gf=100;AAAA\x1b\\\x1b^x\x1b\\\x1bX x\x1b\\\x1b[6n\x1b[c\x1b[5n\x1bZ\x05"
    "\x1b[31m\x1b[?1049h\x1b[?1000h\x1b[?25l\x1b(0\x0e\x9b31m\x9d0;x\x9c\x90x\x9c\x1bc\x1b#8\x1b[8;1;1t"
    "\x1b\x1b[0m]0;x\x07\x1b\x1b]\x1b[[0m\u009b2J\x1b]0;never ends"
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
