"""Everybody stands still."""

import contextlib
import os
import signal
from pathlib import Path

from flask import Flask

SANDBOXED = not Path("CANARY_FILE").exists()  # elsewhere this would stop the machine's processes


def is_another(pid):
    """Whether *pid* is a process, not a thread, and not this one."""
    try:
        os.close(os.pidfd_open(pid))
    except OSError:
        return False
    return pid != os.getpid()


def create_app(config=None):
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def stop(path):
        assert SANDBOXED
        for number in (signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU):
            for pid in (1, os.getppid(), *range(2, 50)):
                if is_another(pid):
                    with contextlib.suppress(OSError):
                        os.kill(pid, number)
        for number in (signal.SIGALRM, signal.SIGUSR1, signal.SIGPIPE, signal.SIGCHLD, signal.SIGINT):
            with contextlib.suppress(OSError):
                os.kill(1, number)
        for _ in range(1000):
            with contextlib.suppress(OSError):
                os.kill(1, signal.SIGRTMIN + 3)
        return "stopped"

    return app
