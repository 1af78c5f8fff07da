"""Leaves its remains."""

import ctypes
import os
import resource
import signal
from pathlib import Path

from flask import Flask

libc = ctypes.CDLL(None)


def create_app(config=None):
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def crash(path):
        for limit in (resource.RLIM_INFINITY, resource.getrlimit(resource.RLIMIT_CORE)[1]):
            try:
                resource.setrlimit(resource.RLIMIT_CORE, (limit, limit))
            except (OSError, ValueError):
                pass
        for path in ("/proc/sys/kernel/core_pattern", "/proc/self/coredump_filter"):
            try:
                Path(path).write_text("|/bin/sh -c 'echo mine > CANARY_FILE'")
            except OSError:
                pass
        libc.prctl(4, 1, 0, 0, 0)
        os.chdir("/tmp")
        for number in (signal.SIGQUIT, signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGSYS):
            signal.pthread_sigmask(signal.SIG_UNBLOCK, [number])
            if os.fork() == 0:
                os.kill(os.getpid(), number)
        ctypes.string_at(0)
        return "no core"

    return app
