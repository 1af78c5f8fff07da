"""Structured logging: the reference answer; one handler on the root logger, one formatter."""

import json
import logging
import re
import time
import uuid
from datetime import UTC, datetime
from logging.config import dictConfig

from flask import Flask, current_app, g, has_request_context, request
from shop import shop

SECRETS = {"password", "token", "authorization", "cookie"}
WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{1,64}")
STANDARD = set(vars(logging.makeLogRecord({})))


def without_secrets(value):
    """Return *value* with *** in place of whatever stands under the name of a secret."""
    if not isinstance(value, dict):
        return value
    return {
        name: "***" if str(name).lower() in SECRETS else without_secrets(inner)
        for name, inner in value.items()
    }


class JsonFormatter(logging.Formatter):
    def format(self, record):
        extra = {name: value for name, value in vars(record).items() if name not in STANDARD}
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **without_secrets(extra),
        }
        if has_request_context():
            entry["request_id"] = g.request_id
            entry["method"] = request.method
            entry["path"] = request.path
        if record.exc_info:
            entry["exception"] = {
                "type": record.exc_info[0].__name__,
                "traceback": self.formatException(record.exc_info),
            }
        return json.dumps(entry, default=str)


def configure_logging(level):
    """Make one handler write all records of this process as JSON, whatever was there before."""
    dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": {"()": JsonFormatter}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["stderr"], "level": level},
        }
    )
    logging.captureWarnings(capture=True)


def begin_request():
    g.began = time.perf_counter()
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if WELL_FORMED.fullmatch(given) else str(uuid.uuid4())


def end_request(response):
    milliseconds = (time.perf_counter() - g.began) * 1000
    current_app.logger.info(
        "request", extra={"status": response.status_code, "duration_ms": milliseconds}
    )
    response.headers["X-Request-ID"] = g.request_id
    return response


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config["LOG_LEVEL"] = "INFO"
    app.config.update(config or {})
    configure_logging(app.config["LOG_LEVEL"])
    app.register_blueprint(shop)
    app.before_request(begin_request)
    app.after_request(end_request)
    return app
