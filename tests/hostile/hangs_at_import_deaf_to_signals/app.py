"""Hangs while it is imported."""

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


def spin():
    while True:
        pass


threading.Thread(target=spin).start()
if os.fork() == 0:
    spin()
for_ever()
