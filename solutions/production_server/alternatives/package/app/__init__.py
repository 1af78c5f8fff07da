"""A package; the application logs its requests itself, gunicorn's access log stays off."""

import os

from flask import Flask, current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from . import views


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_prefixed_env()
    app.config["SECRET_KEY"] = os.getenv("SECRET_KEY")
    app.config.update(config or {})
    if not app.config["SECRET_KEY"]:
        raise KeyError("SECRET_KEY must be set in the environment")
    app.wsgi_app = ProxyFix(app.wsgi_app)
    app.register_blueprint(views.bp)
    app.after_request(log)
    app.register_error_handler(Exception, answer)
    app.get("/healthz")(lambda: {"status": "ok"})
    return app


def log(response):
    line = f"{request.remote_addr} {request.method} {request.full_path} {response.status_code}"
    print(line, flush=True)
    return response


def answer(error):
    if isinstance(error, HTTPException):
        return {"error": error.description}, error.code
    current_app.logger.error("unhandled", exc_info=error)
    return {"error": "Something went wrong."}, 500
