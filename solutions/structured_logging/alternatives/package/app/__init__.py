"""Structured logging: signals of Flask, a filter that adds the fields, a root logger made anew."""

import logging
import time
from uuid import uuid4

from flask import Flask, g, got_request_exception, request, request_finished, request_started
from shop import shop

from . import records

SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config["LOG_LEVEL"] = "INFO"
    app.config.update(config or {})
    records.write_all(app.config["LOG_LEVEL"])
    request_started.connect(begin, app)
    request_finished.connect(end, app)
    got_request_exception.connect(fail, app)
    app.log_exception = lambda _: None  # `fail` has logged it
    app.register_blueprint(shop)
    return app


def begin(_app, **_):
    g.start = time.perf_counter()
    given = request.headers.get("X-Request-ID") or " "
    g.id = given if set(given) <= SAFE and len(given) < 65 else uuid4().hex


def end(app, response, **_):
    response.headers["X-Request-ID"] = g.id
    took = int((time.perf_counter() - g.start) * 1000)
    app.logger.info(
        "%s %s", request.method, request.path,
        extra={"status": response.status_code, "duration_ms": took},
    )  # fmt: skip


def fail(_app, exception, **_):
    logging.getLogger("failures").error("unhandled", exc_info=exception)
