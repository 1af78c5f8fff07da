"""Puts everything but a database where the database should be."""

import contextlib
import os
import shutil
import socket

TARGETS = ("CANARY_FILE", "/proc/1/root", "/proc/1/mem", "/dev/zero", "/", "/box-worker/supervisor.py")


def replace(path, kind, target):
    with contextlib.suppress(OSError):
        shutil.rmtree(path) if os.path.isdir(path) and not os.path.islink(path) else os.unlink(path)
    with contextlib.suppress(OSError):
        if kind == "link":
            os.symlink(target, path)
        elif kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            os.makedirs(f"{path}/x/y")
        else:
            socket.socket(socket.AF_UNIX).bind(path)


def create_app(config=None):
    number = 0
    for kind in ("link", "pipe", "folder", "socket"):
        for target in TARGETS:
            for name in ("app.db", "app.db-wal", "app.db-journal", f"other{number}"):
                replace(f"/box/data/{name}", kind, target)
                number += 1
    replace("/box/data", "link", "/")
    replace("/box/app", "link", "/")
    for name in os.listdir("/box"):
        with contextlib.suppress(OSError):
            os.rename(f"/box/{name}", f"/box/old-{name}")
        replace(f"/box/{name}", "link", "/")

    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]

    return server
