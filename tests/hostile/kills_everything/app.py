"""Ends everybody else."""

import contextlib
import os
import signal
import time
from pathlib import Path

from flask import Flask

SANDBOXED = not Path("CANARY_FILE").exists()  # elsewhere this would end the machine's processes


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
    def kill(path):
        assert SANDBOXED
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGABRT, signal.SIGKILL):
            for pid in (-1, 1, os.getppid(), *range(2, 50)):
                if pid == -1 or is_another(pid):
                    with contextlib.suppress(OSError):
                        os.kill(pid, number)
            for group in {os.getpgid(1), os.getsid(1), 1, *range(2, 50)} - {os.getpgrp(), 0}:
                with contextlib.suppress(OSError):
                    os.killpg(group, number)
            with contextlib.suppress(OSError):
                signal.pidfd_send_signal(os.pidfd_open(1), number)
        time.sleep(0.3)  # if anybody is left, there is something to tell
        return "killed"

    return app
