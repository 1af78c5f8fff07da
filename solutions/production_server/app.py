"""Production server: the reference answer."""

import os
import time

from flask import Flask, request, session
from werkzeug.middleware.proxy_fix import ProxyFix


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ.get("SECRET_KEY")
    app.config.update(config or {})
    if not app.config["SECRET_KEY"]:
        raise RuntimeError("SECRET_KEY is not set: put a long random value into the environment.")
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)

    @app.get("/healthz")
    def healthz():
        return {"status": "ok"}

    # What follows was given.

    @app.get("/whoami")
    def whoami():
        return {"address": request.remote_addr, "url": request.url, "process": os.getpid()}

    @app.get("/visits")
    def visits():
        session["visits"] = session.get("visits", 0) + 1
        return {"visits": session["visits"]}

    @app.get("/reports/<name>")
    def report(name):
        print(f"begin of {name}", flush=True)
        time.sleep(request.args.get("seconds", 0.0, type=float))
        return {"report": name, "process": os.getpid()}

    @app.get("/failure")
    def failure():
        raise LookupError("the shelf is empty")

    return app
