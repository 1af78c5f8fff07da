"""An application that is looked at from all sides."""

import warnings

from flask import Flask
from werkzeug.debug import DebuggedApplication
from werkzeug.middleware.lint import HTTPWarning, LintMiddleware, WSGIWarning
from werkzeug.middleware.profiler import ProfilerMiddleware

for category in (HTTPWarning, WSGIWarning):
    warnings.simplefilter("error", category)


def create_app(config=None):
    app = Flask(__name__)
    app.debug = True
    app.config["PROPAGATE_EXCEPTIONS"] = True
    inner = LintMiddleware(app.wsgi_app)
    profiled = ProfilerMiddleware(inner, restrictions=[5], profile_dir=None)
    app.wsgi_app = DebuggedApplication(profiled, evalex=True)

    @app.get("/")
    def hello():
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}

    return app
