"""Structured logging: WSGI middleware and a context variable, so that Flask has no part in it."""

import json
import logging
import string
import sys
import time
import traceback
from contextvars import ContextVar
from datetime import datetime
from secrets import token_urlsafe

from flask import Flask
from shop import shop
from werkzeug.wrappers import Request

ALLOWED = set(string.ascii_letters + string.digits + "-_")
KNOWN = set(logging.LogRecord("", 0, "", 0, "", (), None).__dict__) | {"message"}

this_request = ContextVar("this_request", default=None)
access = logging.getLogger("access")


class Lines(logging.Handler):
    """Writes records as JSON to standard output."""

    def emit(self, record):
        fields = {name: value for name, value in record.__dict__.items() if name not in KNOWN}
        entry = {
            "time": datetime.fromtimestamp(record.created).astimezone().isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **(this_request.get() or {}),
            **fields,
        }
        if record.exc_info:
            kind = record.exc_info[0]
            lines = traceback.format_exception(*record.exc_info)
            entry["exception"] = {"type": kind.__name__, "traceback": "".join(lines)}
        print(json.dumps(hide(entry), default=str, ensure_ascii=False), flush=True)  # noqa: T201 - it is the log


def hide(value):
    if not isinstance(value, dict):
        return value
    secret = ("password", "token", "authorization", "cookie")
    return {
        name: "***" if name.casefold() in secret else hide(inner) for name, inner in value.items()
    }


class Traced:
    """Gives each request an id and a record."""

    def __init__(self, wsgi_app):
        self.wsgi_app = wsgi_app

    def __call__(self, environ, start_response):
        began = time.monotonic_ns()
        request, told = Request(environ), []
        given = request.headers.get("X-Request-ID", "")
        good = 1 <= len(given) <= 64 and set(given) <= ALLOWED
        identity = given if good else token_urlsafe(12)

        def start(status, headers, *rest):
            told.append(int(status.split()[0]))
            return start_response(status, [*headers, ("X-Request-ID", identity)], *rest)

        fields = {"request_id": identity, "method": request.method, "path": request.path}
        before = this_request.set(fields)
        try:
            answer = self.wsgi_app(environ, start)
            duration = (time.monotonic_ns() - began) / 1e6
            access.info("answered", extra={"status": told[-1], "duration_ms": round(duration, 3)})
            return answer
        finally:
            this_request.reset(before)


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping({"LOG_LEVEL": "INFO", **(config or {})})
    logging.basicConfig(level=app.config["LOG_LEVEL"], handlers=[Lines()], force=True)
    logging.captureWarnings(capture=True)
    sys.stdout.reconfigure(encoding="utf-8")
    app.register_blueprint(shop)
    app.wsgi_app = Traced(app.wsgi_app)
    return app
