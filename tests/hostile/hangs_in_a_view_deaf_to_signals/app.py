"""Hangs in the front page; everything else is left to Flask."""

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

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)
    app.add_url_rule("/", "hang", for_ever)
    return app
