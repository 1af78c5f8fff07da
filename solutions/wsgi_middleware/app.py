"""WSGI middleware: the reference answer."""

import hmac
import sys
from urllib.parse import quote

import legacy
from flask import Flask, request
from werkzeug.middleware.dispatcher import DispatcherMiddleware


class Gateway:
    """Stands around a whole application: guards, rewrites, names the server and keeps a log."""

    def __init__(self, application, server, admin_key):
        self.application = application
        self.server, self.admin_key = server, admin_key

    def __call__(self, environ, start_response):
        answer = Answer(environ, start_response, self.server)
        if self.may_pass(environ):
            wanted = environ.get("HTTP_X_HTTP_METHOD_OVERRIDE")
            if environ["REQUEST_METHOD"] == "POST" and wanted in {"PUT", "PATCH", "DELETE"}:
                environ["REQUEST_METHOD"] = wanted
            answer.parts = self.application(environ, answer.start)
        else:
            answer.start("403 Forbidden", [("Content-Type", "text/plain")])
            answer.parts = [b"This is for administrators.\n"]
        return answer

    def may_pass(self, environ):
        path = environ["PATH_INFO"]
        if path != "/admin" and not path.startswith("/admin/"):
            return True
        key = environ.get("HTTP_X_ADMIN_KEY", "")
        return hmac.compare_digest(key.encode("latin-1"), self.admin_key.encode())


class Answer:
    """The parts of one answer on their way to the server."""

    def __init__(self, environ, start_response, server):
        self.start_response, self.server = start_response, server
        path = environ["SCRIPT_NAME"] + environ["PATH_INFO"]
        self.line = f"{environ['REQUEST_METHOD']} {quote(path.encode('latin-1'))}"
        self.size = 0

    def start(self, status, headers, exc_info=None):
        """Stand in for the server's function: the application may call it late, or twice."""
        self.status = status[:3]
        others = [pair for pair in headers if pair[0].lower() != "x-served-by"]
        write = self.start_response(status, [*others, ("X-Served-By", self.server)], exc_info)
        return lambda part: write(self.counted(part))

    def counted(self, part):
        self.size += len(part)
        return part

    def __iter__(self):
        return map(self.counted, self.parts)

    def close(self):
        """Close what the application returned; the server calls this in every case."""
        if hasattr(self.parts, "close"):
            self.parts.close()
        sys.stderr.write(f"{self.line} {self.status} {self.size}\n")


def create_app(config=None):
    """Return the application; *config* holds the server's name and the administrators' key."""
    app = Flask(__name__)
    app.config.update(config or {})
    mounted = DispatcherMiddleware(app.wsgi_app, {"/legacy": legacy.application})
    app.wsgi_app = Gateway(mounted, app.config["SERVER"], app.config["ADMIN_KEY"])

    # What follows was given.

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
