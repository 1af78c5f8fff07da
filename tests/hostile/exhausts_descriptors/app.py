"""Uses up descriptors in the front page; everything else is left to Flask."""

import array
import contextlib
import os
import socket

from flask import Flask, request


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def exhaust():
        gifts = array.array("i", [os.open("/dev/null", os.O_RDONLY)] * 200)
        ancillary = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, gifts)]
        connection = request.environ["werkzeug.socket"]
        for _ in range(50):
            with contextlib.suppress(OSError):
                connection.sendmsg([b"H"], ancillary)
        for number in range(3, 256):
            with contextlib.suppress(OSError):
                socket.socket(fileno=os.dup(number)).sendmsg([b"\0"], ancillary)
        with contextlib.suppress(OSError):
            while True:
                left, _ = socket.socketpair()
                left.detach(), _.detach()
        return "Hello, World!"

    return app
