"""Counting, and a decorator for views."""

import math
import time
from functools import wraps

from flask import current_app, request
from limits import parse_many
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter


class Limits:
    """The limits of one application, and the storage where it counts."""

    def __init__(self, config):
        self.named = {
            name: parse_many(config[name]) for name in ("RATELIMIT_DEFAULT", "LOGIN_LIMIT")
        }
        storage = storage_from_string(config.get("RATELIMIT_STORAGE_URI", "memory://"))
        self.window = MovingWindowRateLimiter(storage)

    def seconds_to_wait(self, names, *client):
        """Ask all limits first, so that a refused request counts for none of them."""
        items = [item for name in names for item in self.named[name]]
        full = [item for item in items if not self.window.test(item, *client)]
        if not full:
            for item in items:
                self.window.hit(item, *client)
            return 0
        ends = [self.window.get_window_stats(item, *client).reset_time for item in full]
        return max(1, math.ceil(max(ends) - time.time()))


def user():
    """Return the name of the user whose key was sent, or None."""
    return current_app.config["API_KEYS"].get(request.headers.get("X-API-Key", ""))


def limited(*names):
    """Limit a view by the settings *names*."""

    def decorate(view):
        @wraps(view)
        def wrapped(*args, **kwargs):
            client = ("user", user()) if user() else ("address", request.remote_addr)
            limits = current_app.extensions["limits"]
            seconds = limits.seconds_to_wait(names, *client, view.__name__)
            if seconds:
                error = {"error": f"Please wait for {seconds} seconds."}
                return error, 429, {"Retry-After": str(seconds)}
            return view(*args, **kwargs)

        return wrapped

    return decorate
