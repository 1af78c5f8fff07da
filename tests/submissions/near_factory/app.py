"""The function has another name."""

from flask import Flask


def make_app(config=None):
    return Flask(__name__)
