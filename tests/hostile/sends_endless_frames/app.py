"""Never stops talking."""

import contextlib
import os
import socket
import struct
import threading

from flask import Flask


def talk(sock, length, blob):
    with contextlib.suppress(OSError):
        sock.sendall(struct.pack("!II", length, blob) + b'{"ready": "')
        while True:
            sock.sendall(b"x" * 2**20)


def create_app(config=None):
    sizes = [(2**32 - 1, 0), (8 * 2**20, 2**32 - 1), (8 * 2**20 - 1, 0)]
    for number in range(3, 20):
        with contextlib.suppress(OSError):
            sock = socket.socket(fileno=os.dup(number))
            sock.getpeername()
            size = sizes[os.getpid() % len(sizes)]
            threading.Thread(target=talk, args=(sock, *size), daemon=True).start()
    threading.Event().wait()
    return Flask(__name__)
