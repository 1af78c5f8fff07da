"""Sends the supervisor after somebody else."""

import contextlib
import itertools
import json
import os
import socket
import struct

NUMBERS = itertools.cycle([1, -1, 0, True, 2**63, -(2**31), 1.0, "1", None, [1], {"pid": 1}, 2, 3, 4])


def frame(message):
    body = json.dumps(message).encode()
    return struct.pack("!II", len(body), 0) + body


for number in range(3, 20):
    with contextlib.suppress(OSError):
        sock = socket.socket(fileno=os.dup(number))
        sock.getpeername()
        break
sock.settimeout(None)
sock.sendall(frame({"loaded": True}))
while True:
    data, descriptors, _, _ = socket.recv_fds(sock, 65536, 8)
    if not data:
        os._exit(0)
    for descriptor in descriptors:
        with contextlib.suppress(OSError):
            control = socket.socket(fileno=descriptor)
            control.getpeername()
            control.sendall(frame({"ready": True}))
    sock.sendall(frame({"pid": next(NUMBERS)}))


def create_app(config=None):
    return None
