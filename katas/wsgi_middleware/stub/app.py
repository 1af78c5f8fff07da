"""WSGI middleware: your answer. The views are given; leave them as they are."""

import legacy
from flask import Flask, request
from werkzeug.middleware.dispatcher import DispatcherMiddleware


def create_app(config=None):
    app = Flask(__name__)
    app.config.update(config or {})
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/legacy": legacy.application})

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
