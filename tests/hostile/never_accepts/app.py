"""Fills the backlog of its own listening socket and sleeps."""

import os
import socket
import time


def create_app(config=None):
    held = []
    for number in range(3, 20):
        try:
            listener = socket.socket(fileno=number)
            if listener.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                listener.listen(0)
            elif listener.family == socket.AF_UNIX:
                listener.send(b"\0\0\0\x0e\0\0\0\0" + b'{"ready":true}')
            held.append(listener)
        except OSError:
            pass
    time.sleep(60)
    os._exit(0)
