"""Rate limiting: the reference answer, with Flask-Limiter."""

import math
import time

from flask import Flask, request
from flask_limiter import Limiter
from limits import parse_many
from werkzeug.middleware.proxy_fix import ProxyFix


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config["RATELIMIT_DEFAULT"] = "100 per day; 20 per hour"
    app.config["LOGIN_LIMIT"] = "5 per minute"
    app.config.update(config or {})
    for setting in ("RATELIMIT_DEFAULT", "LOGIN_LIMIT"):
        parse_many(app.config[setting])  # raises now what would be a 500 or no limit at all later
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1)

    def user():
        return app.config["API_KEYS"].get(request.headers.get("X-API-Key"))

    def client():
        return f"user {user()}" if user() else request.remote_addr

    limiter = Limiter(client, app=app, strategy="moving-window", fail_on_first_breach=False)

    @app.errorhandler(429)
    def explain(error):
        ends = [limit.window.reset_time for limit in limiter.current_limits if limit.breached]
        wait = math.ceil(max(ends) - time.time())
        message = f"Too many requests ({error.description}): try again in {wait} seconds."
        return {"error": message}, 429, {"Retry-After": wait}

    @app.get("/healthz")
    @limiter.exempt
    def healthz():
        return {"status": "ok"}

    @app.get("/whoami")
    def whoami():
        return {"user": user(), "address": request.remote_addr}

    @app.get("/news")
    def news():
        return {"news": ["Nothing happened today."]}

    @app.post("/login")
    @limiter.limit(app.config["LOGIN_LIMIT"], override_defaults=False)
    def login():
        name, password = request.form["name"], request.form["password"]
        if app.config["ACCOUNTS"].get(name) != password:
            return {"error": "Name or password is wrong."}, 401
        return {"name": name}

    return app
