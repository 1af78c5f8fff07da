"""My name is another process."""

import ctypes
import os
import threading

from flask import Flask

libc = ctypes.CDLL(None)
NAMES = (b"x) S 1 1 1 0", b"a\nNSpid:\t1\t1", b"a\nVmRSS:\t0 kB", b"\xff\xfe\x80", b") Z 0 0", b"")


def rename(name):
    libc.prctl(15, name, 0, 0, 0)


def child(name):
    if os.fork() == 0:
        os.setsid()
        rename(name)
        count, vector = ctypes.c_int(), ctypes.POINTER(ctypes.c_wchar_p)()
        ctypes.pythonapi.Py_GetArgcArgv(ctypes.byref(count), ctypes.byref(vector))
        for part in range(6):
            libc.prctl(35, part + 1, 0, 0, 0)  # PR_SET_MM: where the arguments are
        threading.Event().wait()


for one in NAMES:
    child(one)


def create_app(config=None):
    app = Flask(__name__)
    rename(NAMES[1])
    for name in NAMES:
        threading.Thread(target=lambda name=name: (rename(name), threading.Event().wait()), daemon=True).start()

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def anything(path):
        rename(NAMES[0])
        return "somebody else"

    return app
