"""One closure; Werkzeug's tools for headers, and for something that is closed."""

import logging
from secrets import compare_digest
from urllib.parse import quote_from_bytes

import legacy
from flask import Flask, request
from werkzeug.datastructures import Headers
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.wsgi import ClosingIterator

log = logging.getLogger("gateway")
log.addHandler(logging.StreamHandler())
log.setLevel(logging.INFO)
OVERRIDES = ("PUT", "PATCH", "DELETE")


def around(inner, config):
    def middleware(environ, start_response):
        method = environ["REQUEST_METHOD"]
        raw = (environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")).encode("latin-1")
        sent = {"status": "", "size": 0}

        def start(status, headers, exc_info=None):
            sent["status"] = status.split(" ")[0]
            named = Headers(headers)
            named["X-Served-By"] = config["SERVER"]
            write = start_response(status, named.to_wsgi_list(), exc_info)

            def write_and_count(data):
                sent["size"] += len(data)
                write(data)

            return write_and_count

        def body(parts):
            for part in parts:
                sent["size"] += len(part)
                yield part

        def end():
            log.info("%s %s %s %d", method, quote_from_bytes(raw), sent["status"], sent["size"])

        first, _, _ = environ["PATH_INFO"].removeprefix("/").partition("/")
        given = environ.get("HTTP_X_ADMIN_KEY", "").encode("latin-1")
        if first == "admin" and not compare_digest(given, config["ADMIN_KEY"].encode()):
            start("403 Forbidden", [("Content-Type", "text/plain"), ("Content-Length", "9")])
            return ClosingIterator([] if method == "HEAD" else body([b"Forbidden"]), [end])
        if method == "POST" and environ.get("HTTP_X_HTTP_METHOD_OVERRIDE") in OVERRIDES:
            environ["REQUEST_METHOD"] = environ["HTTP_X_HTTP_METHOD_OVERRIDE"]
        parts = inner(environ, start)
        closes = [parts.close] if hasattr(parts, "close") else []
        return ClosingIterator(body(parts), [*closes, end])

    return middleware


def create_app(config=None):
    app = Flask(__name__)
    app.config.update(config or {})
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/legacy": legacy.application})
    app.wsgi_app = around(app.wsgi_app, app.config)

    @app.route("/items/<name>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    def item(name):
        return {"method": request.method, "name": name}

    @app.get("/named")
    def named():
        return "named", {"X-Served-By": "the view"}

    @app.get("/admin/<page>")
    def admin(page):
        return f"secrets of {page}"

    @app.get("/numbers")
    def numbers():
        return (f"{number}\n" for number in range(1, 4)), {"Content-Type": "text/plain"}

    @app.get("/broken")
    def broken():
        raise LookupError("the shelf is empty")

    return app
