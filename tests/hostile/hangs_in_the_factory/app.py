"""Hangs when the application is made."""

import os
import signal
import threading
import time

for number in range(1, signal.NSIG):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, signal.NSIG))


def for_ever():
    while True:
        try:
            time.sleep(3600)
        except BaseException:
            pass


def create_app(config=None):
    os.fork()
    os.setsid() if os.getpid() != os.getpgrp() else None
    for_ever()
