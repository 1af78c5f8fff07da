"""Hello, World with class-based views, registered without decorators."""

from flask import Flask, Response, current_app, jsonify
from flask.views import MethodView


class Hello(MethodView):
    """The front page."""

    def get(self):
        return Response(current_app.config["GREETING"], mimetype="text/plain")


class Status(MethodView):
    """What the application tells about itself."""

    def get(self):
        return jsonify(name=current_app.import_name, debug=current_app.debug)


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping({"GREETING": "Hello, World!"} | (config or {}))
    app.add_url_rule("/", view_func=Hello.as_view("hello"))
    app.add_url_rule("/status", view_func=Status.as_view("status"))
    return app
