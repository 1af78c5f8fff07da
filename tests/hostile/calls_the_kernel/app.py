"""Knocks at every door of the kernel."""

import contextlib
import ctypes
import os
import platform
from pathlib import Path

from flask import Flask

libc = ctypes.CDLL(None, use_errno=True)
X86 = platform.machine() == "x86_64"
SANDBOXED = not Path("CANARY_FILE").exists()  # elsewhere some of these would do harm
NULL, SMALL = None, ctypes.create_string_buffer(256)
NEW = {
    "io_uring_setup": (425, 8, SMALL), "io_uring_register": (427, -1, 0, NULL, 0),
    "memfd_secret": (447, 0), "process_madvise": (440, 0, NULL, 0, 0, 0),
    "pidfd_getfd": (438, 0, 0, 0), "quotactl_fd": (443, 0, 0, 0, NULL),
}
OLD = {
    "bpf": (321, 0, SMALL, 120), "perf_event_open": (298, SMALL, 0, -1, -1, 0),
    "userfaultfd": (323, 0), "fanotify_init": (300, 0, 0), "init_module": (175, SMALL, 8, b""),
    "finit_module": (313, 0, b"", 0), "delete_module": (176, b"none", 0), "kexec_load": (246, 0, 0, NULL, 0),
    "kexec_file_load": (320, -1, -1, 0, NULL, 0), "personality": (135, 0x0040000), "acct": (163, b"/tmp/acct"),
    "swapon": (167, b"/tmp/swap", 0), "syslog": (103, 3, SMALL, 256), "iopl": (172, 3), "ioperm": (173, 0, 1, 1),
    "modify_ldt": (154, 0, SMALL, 16), "kcmp": (312, 1, os.getpid(), 0, 0, 0), "quotactl": (179, 0, NULL, 0, NULL),
    "lookup_dcookie": (212, 0, SMALL, 256), "add_key": (248, b"user", b"x", b"x", 1, -3),
    "sethostname": (170, b"mine", 4), "setdomainname": (171, b"mine", 4), "vhangup": (153,),
    "settimeofday": (164, SMALL, NULL), "adjtimex": (159, NULL), "clock_settime": (227, 0, SMALL),
    "umount2": (166, b"/proc", 2), "chroot": (161, b"/"), "ptrace": (101, 0, 0, 0, 0),
}


def attack():
    if not SANDBOXED:
        return ["not in a sandbox"]
    found = []
    for name, (number, *arguments) in (NEW | (OLD if X86 else {})).items():
        ctypes.set_errno(0)
        result = libc.syscall(number, *arguments)
        if result >= 0:
            found.append(f"{name} returned {result}")
        elif ctypes.get_errno() not in (1, 38):
            found.append(f"{name} failed with {os.strerror(ctypes.get_errno())}")
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
