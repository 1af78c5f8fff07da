"""Forms: an answer as a package, with class-based views and radio buttons."""

from flask import Flask

from .store import Store
from .views import ReplyForm, Submit, show_reply


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    app.extensions["store"] = Store()
    app.add_url_rule("/", view_func=ReplyForm.as_view("form"))
    app.add_url_rule("/submit", view_func=Submit.as_view("submit"))
    app.add_url_rule("/replies/<uuid:key>", "reply", show_reply)
    return app
