"""Teardown: the reference answer."""

from functools import partial
from threading import Lock

import click
from backend import Pool, PoolEmptyError, RefusedError, Workspace
from flask import Blueprint, Flask, Response, current_app, g, request

views = Blueprint("views", __name__, cli_group=None)


def get_connection():
    """Return the connection of the current context; the first call takes it out of the pool."""
    if "connection" not in g:
        g.connection = current_app.extensions["pool"].acquire()
    return g.connection


def open_workspace():
    g.workspace = Workspace(get_connection())
    return g.workspace


def release_connection(_error):
    connection = g.pop("connection", None)
    if connection:
        connection.rollback()  # whatever was not committed, for whatever reason
        connection.pool.release(connection)


def close_workspace(_error):
    workspace = g.pop("workspace", None)
    if workspace:
        try:
            workspace.close()
        except OSError:
            current_app.logger.exception("A workspace was not removed.")


class Running:
    """Counts the requests whose answers have not been sent completely."""

    def __init__(self):
        self.number, self.lock = 0, Lock()

    def change(self, by):
        with self.lock:
            self.number += by

    def begin(self):
        self.change(1)

    def end(self, response):
        response.call_on_close(partial(self.change, -1))
        return response


def create_app(config=None):
    """Return the application; config holds POOL_SIZE and FOLDER."""
    app = Flask(__name__)
    app.config.update(config or {})
    app.extensions["pool"] = Pool(app.config["POOL_SIZE"], app.config["FOLDER"])
    app.extensions["running"] = running = Running()
    app.before_request(running.begin)
    app.after_request(running.end)
    app.teardown_appcontext(release_connection)
    app.teardown_appcontext(close_workspace)  # registered last, runs first
    app.register_blueprint(views)
    return app


@views.app_errorhandler(RefusedError)
def refuse(error):
    return {"error": str(error)}, 422


@views.app_errorhandler(PoolEmptyError)
def ask_to_wait(error):
    return {"error": str(error)}, 503


@views.get("/health")
def health():
    return {"ok": True}


@views.get("/running")
def count_running():
    return {"running": current_app.extensions["running"].number}


@views.get("/notes")
def list_notes():
    return list(get_connection().notes())


@views.post("/notes")
def add_notes():
    texts = request.json["texts"]
    add_all(texts)
    return {"added": len(texts)}, 201


def add_all(texts):
    connection = get_connection()
    for text in texts:
        connection.add(text)
    connection.commit()


@views.get("/report")
def report():
    path = open_workspace().path / "report.txt"
    path.write_bytes("\n".join(get_connection().notes()).encode())
    if "crash" in request.args:
        raise RuntimeError("This is a bug, too.")
    return Response(path.read_bytes(), mimetype="text/plain")


@views.get("/export")
def export():
    copies = request.args.get("copies", 1, type=int)
    connection = get_connection()
    lines = (f"{text}\n" for _ in range(copies) for text in connection.notes())
    response = Response(lines, mimetype="text/plain")
    response.call_on_close(partial(connection.pool.release, g.pop("connection")))
    return response


@views.cli.command("add")
@click.argument("texts", nargs=-1)
def add(texts):
    """Add notes: all of them, or none."""
    add_all(texts)
