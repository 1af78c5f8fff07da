"""A fault that is none."""

import contextlib
import itertools
import json
import os
import socket
import struct

from flask import Flask

FAULTS = [
    {"kind": "checker problem", "message": ["not", "a", "text"], "frames": {"a": 1}, "detail": 7},
    {"kind": 1, "message": "\x1b[2J\x1b]0;passed\x07" + "x" * 1_000_000, "frames": "frames",
     "detail": "<script>alert(1)</script>"},
    {"kind": "\ud800", "message": "\u202epassed", "detail": "\r\n4 passed",
     "frames": [{"path": "../../../../etc/passwd", "line": 10**4000, "function": "f", "code": "c"}] * 99},
    {},
]


def create_app(config=None):
    body = json.dumps({"fault": FAULTS[os.getpid() % len(FAULTS)]}).encode()
    for number in range(3, 20):
        with contextlib.suppress(OSError):
            sock = socket.socket(fileno=os.dup(number))
            sock.getpeername()
            sock.sendall(struct.pack("!II", len(body), 0) + body)
    return Flask(__name__)
