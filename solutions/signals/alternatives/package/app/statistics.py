"""How many requests there were, and how many failed."""

from threading import Lock

from flask import got_request_exception, request_finished

KEY = "statistics"
lock = Lock()


def init_app(app):
    """Count the requests of *app*."""
    numbers = app.extensions[KEY] = {"requests": 0, "failures": 0}
    app.add_url_rule("/statistics", view_func=lambda: numbers, endpoint=KEY)


@request_finished.connect
def finished(sender, **_extra):
    count(sender, "requests")


@got_request_exception.connect
def failed(sender, **_extra):
    count(sender, "failures")


def count(sender, name):
    """Count one more for the sender, if it is one of ours."""
    numbers = sender.extensions.get(KEY)
    if numbers is not None:
        with lock:
            numbers[name] += 1
