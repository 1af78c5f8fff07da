"""Never the same file twice."""

import contextlib
import os
import time
from pathlib import Path

from flask import Flask

NAMES = [f"/box/app/file{number}.txt" for number in range(40)]
FOLDERS = [f"/box/app/folder{number}" for number in range(4)]
for name in NAMES:
    Path(name).write_text("mine")
for name in FOLDERS:
    os.makedirs(name)


def swap():
    turn = 0
    while True:
        turn += 1
        for name in NAMES:
            with contextlib.suppress(OSError):
                os.unlink(name)
            with contextlib.suppress(OSError):
                os.mkfifo(name, 0o666)
        for name in FOLDERS:
            with contextlib.suppress(OSError):
                os.rmdir(name)
            with contextlib.suppress(OSError):
                os.symlink("/box-worker" if turn % 2 else "/", name)
            with contextlib.suppress(OSError):
                os.unlink(name)


def start():
    """Start swapping in processes that nobody waits for."""
    if os.fork() == 0:
        os.setsid()
        os.fork()
        swap()


def create_app(config=None):
    app = Flask(__name__)
    start()

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def anything(path):
        return "swapping"

    return app


if os.fork() == 0:  # this one is there before the first test, and swaps from then on
    os.setsid()
    time.sleep(0.1)
    swap()
