"""The factory forgets to return."""

from flask import Flask


def create_app(config=None):
    Flask(__name__)
