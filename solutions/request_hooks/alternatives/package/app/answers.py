"""What every answer has in common."""

import hashlib
import hmac
from itertools import count

from flask import current_app, g, got_request_exception, json, request

numbers = count(1)


def init_app(app):
    app.before_request(start)
    app.after_request(finish)
    got_request_exception.connect(report, app)


def start():
    g.number = f"{next(numbers)}-{id(request):x}"


def finish(response):
    """Do everything in one function, so that there is only one order."""
    response.headers["X-Request-ID"] = g.number
    response.headers.update({"X-Content-Type-Options": "nosniff"})
    if "Cache-Control" not in response.headers:
        response.cache_control.no_store = True
    if "Origin" not in response.vary:
        response.headers.add("Vary", "Origin")
    if request.headers.get("Origin") in current_app.config["ORIGINS"]:
        response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
    if response.mimetype == "application/json":
        body = json.loads(response.get_data())
        if isinstance(body, dict):
            response.set_data(json.dumps({**body, "request_id": g.number}))
        key = bytes(current_app.config["SIGNING_KEY"], "utf-8")
        digest = hmac.new(key, response.get_data(), hashlib.sha256)
        response.headers["X-Signature"] = digest.hexdigest()
    return response


def report(app, exception):
    app.logger.critical("%s %s: %s", g.number, request.path, exception)
