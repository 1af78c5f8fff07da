"""Class-based views."""

from functools import wraps

from flask import Flask, jsonify
from flask.views import MethodView, View


def as_json(view):
    """Turn what *view* returns into JSON."""

    @wraps(view)
    def wrapper(*args, **kwargs):
        return jsonify(view(*args, **kwargs))

    return wrapper


class Front(View):
    methods = ["GET"]
    init_every_request = False

    def __init__(self, word):
        self.word = word

    def dispatch_request(self):
        return f"{self.word}, World!"


class Greeting(MethodView):
    decorators = [as_json]

    def get(self, name):
        return {"greeting": f"Hello, {name}!"}


def create_app(config=None):
    app = Flask(__name__)
    app.add_url_rule("/", view_func=Front.as_view("front", "Hello"))
    app.add_url_rule("/greet/<name>", view_func=Greeting.as_view("greeting"))
    return app
