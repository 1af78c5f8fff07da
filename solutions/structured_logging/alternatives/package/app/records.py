import json
import logging
import warnings
from datetime import UTC, datetime

from flask import g, has_request_context, request

OF_PYTHON = frozenset(dir(logging.makeLogRecord({}))) | {"asctime", "message", "shown"}


class Fields(logging.Filter):
    """Collects what a line shows of a record."""

    def filter(self, record):
        inside = has_request_context()
        record.shown = {
            "time": f"{datetime.fromtimestamp(record.created, UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": g.id if inside else None,
            "method": request.method if inside else None,
            "path": request.path if inside else None,
        }
        record.shown |= {n: clean(n, v) for n, v in vars(record).items() if n not in OF_PYTHON}
        if record.exc_info:
            text = logging.Formatter().formatException(record.exc_info)
            name = record.exc_info[0].__qualname__
            record.shown["exception"] = {"type": name, "traceback": text}
        return True


class Json(logging.Formatter):
    def format(self, record):
        return json.dumps(record.shown, default=str)


def clean(name, value):
    if name.lower() in {"password", "token", "authorization", "cookie"}:
        return "***"
    if isinstance(value, dict):
        return {key: clean(str(key), inner) for key, inner in value.items()}
    return value


def write_all(level):
    root = logging.getLogger()
    for handler in list(root.handlers):
        root.removeHandler(handler)
    handler = logging.StreamHandler()
    handler.addFilter(Fields())
    handler.setFormatter(Json())
    root.addHandler(handler)
    root.setLevel(level)
    warnings.showwarning = show_warning


def show_warning(message, category, filename, lineno, *_):
    logging.getLogger("python").warning(
        "%s at %s:%s: %s", category.__name__, filename, lineno, message
    )
