"""Listens, and says nothing."""

import contextlib
import os
import socket
import threading
import time

from flask import Flask


def swallow(sock):
    with contextlib.suppress(OSError):
        while sock.recv(65536):
            while True:
                sock.sendall(b"\0")
                time.sleep(0.2)


def create_app(config=None):
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def anything(path):
        for number in range(3, 20):
            with contextlib.suppress(OSError):
                sock = socket.socket(fileno=os.dup(number))
                if not sock.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                    if sock.getpeername() == "":
                        threading.Thread(target=swallow, args=(sock,), daemon=True).start()
        return "nothing"

    return app
