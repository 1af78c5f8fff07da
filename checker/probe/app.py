"""An answer to no kata: it tries what no answer may do, and tells what came of it.

`kata doctor` runs it in a sandbox as it would any other answer.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import Flask, request

KEYCTL = {"x86_64": 250, "aarch64": 219}
IO_URING_SETUP = 425
CLONE_NEWUSER = 0x10000000
AF_VSOCK = 40
PLENTY = 500
WRITABLE = ("/tmp", "/dev/shm", "/box")  # noqa: S108 - of the sandbox
READ_ONLY = ("/", "/usr/lib", "/etc", "/dev", "/proc", "/box-worker", "/box-packages")


def create_app(_config: object = None) -> Flask:
    """Return an application with a page for each group of attempts."""
    app = Flask(__name__)
    for view in (network, files, calls, processes, memory):
        app.add_url_rule(f"/{view.__name__}", view.__name__, view)
    return app


def network() -> dict[str, bool]:
    """Try to reach a port of the machine."""
    with suppress(OSError):
        socket.create_connection(("127.0.0.1", int(request.args["port"])), 1).close()
        return {"reached": True}
    return {"reached": False}


def files() -> dict[str, Any]:
    """Try to see files of the machine, to write where nothing may be written, and count room."""
    written = []
    for folder in READ_ONLY:
        with suppress(OSError):
            Path(folder, "probe").touch()
            written.append(folder)
    return {
        "seen": [path for path in request.args.getlist("path") if Path(path).exists()],
        "processes": [path.name for path in Path("/proc").iterdir() if path.name.isdigit()],
        "written": written,
        "sizes": [status.f_blocks * status.f_frsize for status in map(os.statvfs, WRITABLE)],
    }


def calls() -> dict[str, bool]:
    """Try system calls that leave a sandbox, or that it does not keep apart."""
    libc = ctypes.CDLL(None, use_errno=True)
    keyctl = KEYCTL.get(platform.machine(), -1)
    made = {
        "keyctl": libc.syscall(keyctl, 0, -3, 1) >= 0,
        "io_uring_setup": libc.syscall(IO_URING_SETUP, 1, bytes(200)) >= 0,
        "ptrace": libc.ptrace(0, 0, None, None) >= 0,
        "unshare": libc.unshare(CLONE_NEWUSER) >= 0,
        "vsock": False,
    }
    with suppress(OSError):
        socket.socket(AF_VSOCK, socket.SOCK_STREAM).close()
        made["vsock"] = True
    return made


def processes() -> dict[str, int]:
    """Start processes until that is refused."""
    started: list[int] = []
    try:
        while len(started) < PLENTY:
            pid = os.fork()
            if pid == 0:
                signal.pause()
            started.append(pid)
    except OSError:
        pass
    for pid in started:
        os.kill(pid, signal.SIGKILL)
    for pid in started:
        os.waitpid(pid, 0)
    return {"started": len(started)}


def memory() -> dict[str, bool]:
    """Take more memory than one process may have, without touching it."""
    with suppress(MemoryError):
        return {"taken": len(bytearray(int(request.args["bytes"]))) > 0}
    return {"taken": False}
