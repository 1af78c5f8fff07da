"""The factory returns no application."""


def create_app(config=None):
    return "Hello, World!"
