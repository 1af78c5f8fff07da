"""Presses descriptors on everybody."""

import array
import contextlib
import json
import os
import socket
import struct
import threading

from flask import Flask, request


def gifts():
    one, two = socket.socketpair()
    reader, writer = os.pipe()
    numbers = [os.open("/", os.O_RDONLY), os.open(".", os.O_RDONLY), reader, writer]
    numbers += [one.detach(), two.detach(), 0, 1, 2]
    return numbers


def give(sock, data):
    numbers = gifts()
    for size in (1, 3, 9):
        for _ in range(10):
            with contextlib.suppress(OSError):
                rights = array.array("i", (numbers * 30)[:size])
                sock.sendmsg([data], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
    with contextlib.suppress(OSError):
        sock.sendmsg([data], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", numbers * 28))])
    for number in numbers[:-3]:
        os.close(number)


def give_all():
    body = json.dumps({"handler": None, "exception": None}).encode()
    for number in range(3, 20):
        with contextlib.suppress(OSError):
            sock = socket.socket(fileno=os.dup(number))
            sock.getpeername()
            if not sock.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                sock.settimeout(0.1)
                give(sock, struct.pack("!II", len(body), 0) + body)


def create_app(config=None):
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def anything(path):
        connection = request.environ.get("werkzeug.socket")
        if connection is not None:
            with contextlib.suppress(OSError):
                give(connection, b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes")
        threading.Thread(target=give_all).start()
        return "yes"

    return app
