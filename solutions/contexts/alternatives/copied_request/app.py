"""Contexts: classes as views, a proxy for the connection, a thread with a copy of the request."""

import threading

from backend import Connection, proofread
from flask import (
    Blueprint,
    Flask,
    copy_current_request_context,
    current_app,
    g,
    has_request_context,
    jsonify,
    request,
    session,
)
from flask.views import MethodView
from werkzeug.local import LocalProxy

notes = Blueprint("notes", __name__, cli_group=None)


def _connection():
    if not hasattr(g, "_connection"):
        g._connection = Connection(current_app.config["DATABASE"])  # noqa: SLF001 - as in Flask's own documentation
    return g._connection  # noqa: SLF001


connection = LocalProxy(_connection)


@notes.app_errorhandler(500)
def fail(_error):
    return jsonify(error="It failed."), 500


@notes.record
def set_up(state):
    @state.app.teardown_appcontext
    def close(_error):
        opened = getattr(g, "_connection", None)
        if opened is not None:
            opened.close()

    with state.app.app_context():
        connection.create_table()


def author():
    return session.get("name") if has_request_context() else "system"


def add_note(text):
    return connection.add(author(), proofread(connection, text))


def count_notes():
    return len(connection.notes())


class Me(MethodView):
    def get(self):
        return {"name": author()}

    def put(self):
        session.update(name=request.json["name"])
        return self.get()


class Notes(MethodView):
    def get(self):
        return jsonify(connection.notes())

    def post(self):
        return add_note(request.json["text"]), 201


notes.add_url_rule("/me", view_func=Me.as_view("me"))
notes.add_url_rule("/notes", view_func=Notes.as_view("notes"))


@notes.get("/health")
def health():
    return {"ok": True}


@notes.get("/summary")
def summary():
    latest = connection.notes()[-1] if count_notes() else None
    return {"count": count_notes(), "latest": latest}


@notes.get("/crash")
def crash():
    return {"count": count_notes() / 0}


@notes.post("/imports")
def add_notes():
    texts = request.get_json()["texts"]

    @copy_current_request_context
    def work():
        for text in texts:
            add_note(text)

    threading.Thread(target=work, daemon=True).start()
    return {"count": len(texts)}, 202


def create_app(config=None):
    """Return the application; config holds DATABASE and SECRET_KEY."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    app.register_blueprint(notes)

    @app.cli.command("count")
    def count():
        print(count_notes())  # noqa: T201 - a command's answer

    app.cli.command("add")(_with_argument(add_note))
    return app


def _with_argument(function):
    import click  # noqa: PLC0415 - for the command alone

    return click.argument("text")(lambda text: print(function(text)["id"]))  # noqa: T201
