"""An application for a place behind proxies."""

from flask import Flask, Response, request
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix


class Behind:
    """Pretend that a proxy was there, for whoever comes without one."""

    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        environ.setdefault("HTTP_X_FORWARDED_FOR", "198.51.100.7")
        environ.setdefault("HTTP_X_FORWARDED_PROTO", "https")
        return self.app(environ, start_response)


def create_app(config=None):
    app = Flask(__name__)
    health = {"/health": Response("fine")}
    proxied = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1, x_prefix=1)
    app.wsgi_app = Behind(DispatcherMiddleware(proxied, health))

    def word():
        return "Hello" if request.is_secure and request.remote_addr else "Who are you"

    @app.get("/")
    def hello():
        return f"{word()}, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"{word()}, {name}!"}

    return app
