"""Four small middlewares, one for each promise, put around each other."""

import sys
from urllib.parse import quote

import legacy
from flask import Flask, request
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.wrappers import Response


class Name:
    def __init__(self, app, name):
        self.app, self.name = app, name

    def __call__(self, environ, start_response):
        def start(status, headers, *exc_info):
            for place in reversed(range(len(headers))):
                if headers[place][0].upper() == "X-SERVED-BY":
                    del headers[place]
            headers.append(("X-Served-By", self.name))
            return start_response(status, headers, *exc_info)

        return self.app(environ, start)


class Guard:
    def __init__(self, app, key):
        self.app, self.key = app, key

    def __call__(self, environ, start_response):
        inside = f"{environ['PATH_INFO']}/".startswith("/admin/")
        if inside and environ.get("HTTP_X_ADMIN_KEY") != self.key:
            return Response("No.", 403)(environ, start_response)
        return self.app(environ, start_response)


class Override:
    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        wish = environ.get("HTTP_X_HTTP_METHOD_OVERRIDE", "")
        if environ["REQUEST_METHOD"] == "POST" and wish in ("PUT", "PATCH", "DELETE"):
            environ = {**environ, "REQUEST_METHOD": wish}
        return self.app(environ, start_response)


class Log:
    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        return Logged(self.app, environ, start_response)


class Logged:
    def __init__(self, app, environ, start_response):
        self.start_response, self.sent, self.status = start_response, 0, "-"
        path = environ["SCRIPT_NAME"] + environ["PATH_INFO"]
        self.what = environ["REQUEST_METHOD"] + " " + quote(path, encoding="latin-1")
        self.parts = app(environ, self.start)
        self.iterator = iter(self.parts)

    def start(self, status, headers, *exc_info):
        self.status = status.partition(" ")[0]
        write = self.start_response(status, headers, *exc_info)

        def counted(data):
            self.sent += len(data)
            return write(data)

        return counted

    def __iter__(self):
        return self

    def __next__(self):
        part = next(self.iterator)
        self.sent += len(part)
        return part

    def close(self):
        close = getattr(self.parts, "close", None)
        if close:
            close()
        sys.stdout.write(f"request: {self.what} {self.status} {self.sent}\n")
        sys.stdout.flush()


def create_app(config=None):
    app = Flask(__name__)
    app.config.update(config or {})
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/legacy": legacy.application})
    app.wsgi_app = Guard(Override(app.wsgi_app), app.config["ADMIN_KEY"])
    app.wsgi_app = Log(Name(app.wsgi_app, app.config["SERVER"]))

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
