"""The fault is in another file."""

from flask import Flask

import helper


def create_app(config=None):
    return Flask(__name__)
