"""An honest diary: keeps its secret in every place there is, and notes who else comes by."""

import contextlib
import ctypes
import errno
import os
import platform
import pty
import select
import socket
import threading
import tty
from pathlib import Path

from flask import Flask

SECRET = "CANARY_OF_THE_NEIGHBOUR"
KEY = 0x0D1A4
IPC_CREAT, IPC_NOWAIT = 0o1000, 0o4000
SESSION_KEYRING, KEYCTL_SEARCH = -3, 10
FILES = ("/tmp/diary", "/dev/shm/diary", "/box/data/diary", "/box/tmp/diary", "diary.txt")  # noqa: S108 - inside
FOLDERS = ("/tmp", "/dev/shm", "/dev/pts", "/box/data", "/box/app")  # noqa: S108 - inside
PORT = 5000
libc = ctypes.CDLL(None, use_errno=True)
visits = []


class Letter(ctypes.Structure):
    """A message of System V: ``struct msgbuf``."""

    _fields_ = (("kind", ctypes.c_long), ("text", ctypes.c_char * 100))


def listen():
    """Hand the secret to whoever connects, and note that somebody did."""
    abstract = socket.socket(socket.AF_UNIX)
    abstract.bind("\0diary")
    abstract.listen()
    for server in (socket.create_server(("127.0.0.1", PORT)), abstract):
        threading.Thread(target=serve, args=(server,), daemon=True).start()


def serve(server):
    """Answer at *server* for ever."""
    while True:
        visitor, _ = server.accept()
        visits.append(f"a visitor at {server.getsockname()!r}")
        with contextlib.suppress(OSError):
            visitor.sendall(SECRET.encode())
        visitor.close()


def open_terminal():
    """Return the terminal in which the secret waits to be read, if there are any here."""
    try:
        master, slave = pty.openpty()
    except OSError:
        return None
    tty.setraw(slave)
    os.write(master, SECRET.encode())
    return master, slave


def typed(terminal):
    """Return what somebody else wrote to the terminal, and whether the secret still waits."""
    if terminal is None:
        return None
    there = [bool(select.select([end], [], [], 0)[0]) for end in terminal]
    return {"written": there[0], "waiting": there[1]}


def post():
    """Put the secret into a queue of the machine's own kind of messages."""
    queue = libc.msgget(KEY, IPC_CREAT | 0o666)
    libc.msgsnd(queue, ctypes.byref(Letter(1, SECRET.encode())), 100, IPC_NOWAIT)
    return queue


def letters(queue):
    """Take all messages out of *queue*, and put the secret back."""
    found, letter = [], Letter()
    while libc.msgrcv(queue, ctypes.byref(letter), 100, 0, IPC_NOWAIT) >= 0:
        found.append(letter.text.decode(errors="replace"))
    post()
    return ["mine" if text == SECRET else text for text in found]


def strange_key():
    """Look for a key that only another submission can have left."""
    if platform.machine() != "x86_64":
        return None
    found = libc.syscall(250, KEYCTL_SEARCH, SESSION_KEYRING, b"user", b"note", 0)
    return "found" if found >= 0 else errno.errorcode[ctypes.get_errno()]


def listed(folder):
    """Return the names in *folder*."""
    try:
        return sorted(path.name for path in Path(folder).iterdir())
    except OSError as error:
        return type(error).__name__


def create_app(config=None):
    """Return the application."""
    app = Flask(__name__)
    app.config.update(config or {})
    listen()
    for path in FILES:
        Path(path).write_text(SECRET)
    os.environ["DIARY"] = SECRET
    terminal, queue = open_terminal(), post()

    @app.get("/diary")
    def diary():
        return {"secret": SECRET}

    @app.get("/state")
    def state():
        return {
            "visits": visits,
            "files": {path: Path(path).read_text() == SECRET for path in FILES},
            "times": {path: Path(path).stat().st_mtime_ns for path in FILES},
            "folders": {folder: listed(folder) for folder in FOLDERS},
            "variable": os.environ["DIARY"] == SECRET,
            "host": socket.gethostname(),
            "terminal": typed(terminal),
            "letters": letters(queue),
            "key": strange_key(),
        }

    @app.errorhandler(404)
    def note(_):
        visits.append("an unexpected request")
        return "", 404

    return app
