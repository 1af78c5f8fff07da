"""Middleware of our own instead of Werkzeug's."""

import os
import time

from flask import Blueprint, Flask, jsonify, request, session

bp = Blueprint("given", __name__)


class BehindNginx:
    """Take address and scheme from what nginx, the only proxy, has written."""

    def __init__(self, wsgi_app):
        self.wsgi_app = wsgi_app

    def __call__(self, environ, start_response):
        chain = environ.get("HTTP_X_FORWARDED_FOR", "")
        if chain:
            environ["REMOTE_ADDR"] = chain.split(",")[-1].strip()
        scheme = environ.get("HTTP_X_FORWARDED_PROTO", "")
        if scheme in ("http", "https"):
            environ["wsgi.url_scheme"] = scheme
        return self.wsgi_app(environ, start_response)


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    key = app.config.get("SECRET_KEY") or os.environ.get("SECRET_KEY", "")
    if not key:
        raise ValueError("the environment has no SECRET_KEY")
    app.secret_key = key
    app.wsgi_app = BehindNginx(app.wsgi_app)
    app.add_url_rule("/healthz", "health", lambda: jsonify(status="ok"))
    app.register_blueprint(bp)
    return app


@bp.get("/whoami")
def whoami():
    return {"address": request.remote_addr, "url": request.url, "process": os.getpid()}


@bp.get("/visits")
def visits():
    session["visits"] = session.get("visits", 0) + 1
    return {"visits": session["visits"]}


@bp.get("/reports/<name>")
def report(name):
    print(f"begin of {name}", flush=True)
    time.sleep(request.args.get("seconds", 0.0, type=float))
    return {"report": name, "process": os.getpid()}


@bp.get("/failure")
def failure():
    raise LookupError("the shelf is empty")
