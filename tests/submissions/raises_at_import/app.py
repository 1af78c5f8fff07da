"""The import fails."""

from flask import Flask

TIMEOUT = int("ten")


def create_app(config=None):
    return Flask(__name__)
