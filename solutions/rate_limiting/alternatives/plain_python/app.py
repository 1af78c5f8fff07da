"""Rate limiting without an extension: the times of the last requests, one list for each client."""

import math
import re
import threading
import time
from collections import defaultdict

from flask import Flask, abort, current_app, g, jsonify, request
from werkzeug.exceptions import TooManyRequests

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
LIMIT = re.compile(r"\s*(\d+) per (second|minute|hour|day)\s*")


def parse(text):
    """Return the limits that a setting names, as pairs of a number and a period in seconds."""
    limits = []
    for part in text.split(";"):
        match = LIMIT.fullmatch(part)
        if not match:
            raise ValueError(f"{part!r} is no limit, such as '5 per minute'.")
        limits.append((int(match[1]), SECONDS[match[2]]))
    return limits


class History:
    """When requests were answered, in the memory of this process."""

    def __init__(self):
        self.times = defaultdict(list)
        self.lock = threading.Lock()

    def wait(self, key, limits):
        """Return for how many seconds a client must wait; if 0, note that it was answered."""
        with self.lock:
            now = time.time()
            longest = max(period for _, period in limits)
            times = self.times[key] = [t for t in self.times[key] if t > now - longest]
            wait = 0
            for number, period in limits:
                if len(times) >= number:
                    wait = max(wait, times[-number] + period - now)
            if wait == 0:
                times.append(now)
            return wait


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping(
        RATELIMIT_STORAGE_URI="memory://",
        RATELIMIT_DEFAULT="100 per day; 20 per hour",
        LOGIN_LIMIT="5 per minute",
    )
    app.config.from_mapping(config)
    if app.config["RATELIMIT_STORAGE_URI"] != "memory://":
        raise ValueError("This application can count in memory:// only.")
    default = parse(app.config["RATELIMIT_DEFAULT"])
    limits = {"whoami": default, "news": default}
    limits["login"] = default + parse(app.config["LOGIN_LIMIT"])
    history = History()

    @app.before_request
    def identify():
        forwarded = request.headers.get("X-Forwarded-For", "")
        g.address = forwarded.rpartition(",")[2].strip() or request.remote_addr
        g.user = current_app.config["API_KEYS"].get(request.headers.get("X-API-Key"))

    @app.before_request
    def limit():
        if request.endpoint in limits:
            client = ("user", g.user) if g.user else ("address", g.address)
            wait = history.wait((*client, request.endpoint), limits[request.endpoint])
            if wait:
                abort(429, math.ceil(wait))

    @app.errorhandler(TooManyRequests)
    def explain(error):
        response = jsonify(error="That was too much. Please wait.")
        response.retry_after = error.description
        return response, 429

    add_views(app)
    return app


def add_views(app):
    """Add the views as they were given."""

    @app.get("/healthz")
    def healthz():
        return {"status": "ok"}

    @app.get("/whoami")
    def whoami():
        return {"user": g.user, "address": g.address}

    @app.get("/news")
    def news():
        return {"news": ["Nothing happened today."]}

    @app.post("/login")
    def login():
        name, password = request.form["name"], request.form["password"]
        if app.config["ACCOUNTS"].get(name) != password:
            return {"error": "Name or password is wrong."}, 401
        return {"name": name}
