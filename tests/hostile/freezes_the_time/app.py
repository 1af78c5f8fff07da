"""It is always now."""

import contextlib
import ctypes
import datetime
import os
import select
import signal
import threading
import time

from flask import Flask

libc = ctypes.CDLL(None, use_errno=True)


class Frozen(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2000, 1, 1, tzinfo=tz)

    utcnow = today = now


def freeze():
    for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
        setattr(time, name, lambda: 0.0)
        setattr(time, f"{name}_ns", lambda: 0)
    datetime.datetime = Frozen
    for clock in range(12):
        with contextlib.suppress(OSError):
            time.clock_settime(clock, 0)
    moment = (ctypes.c_long * 2)(0, 0)
    libc.settimeofday(moment, None)
    libc.adjtimex(ctypes.create_string_buffer(256))
    libc.setitimer(0, (ctypes.c_long * 4)(0, 1000, 0, 1000), None)
    for pid in (1, os.getppid()):
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGALRM if pid == 1 else 0)
            os.setpriority(os.PRIO_PROCESS, pid, 19)
            os.sched_setaffinity(pid, {0})
    libc.setitimer(0, (ctypes.c_long * 4)(0, 0, 0, 0), None)


signal.signal(signal.SIGALRM, signal.SIG_IGN)
freeze()


def create_app(config=None):
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def anything(path):
        freeze()
        return "no time has passed", 200, {"Date": "Sat, 01 Jan 2000 00:00:00 GMT"}

    return app
