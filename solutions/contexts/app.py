"""Contexts: the reference answer."""

from threading import Thread

import click
from backend import Connection, proofread
from flask import Flask, current_app, g, request, session


def get_connection():
    """Return the connection of the current context; the first call opens it."""
    if "connection" not in g:
        g.connection = Connection(current_app.config["DATABASE"])
    return g.connection


def close_connection(_error):
    connection = g.pop("connection", None)
    if connection:
        connection.close()


def remember_author():
    g.author = session.get("name")


def add_note(text):
    """Proofread and store a note; outside of requests its author is the system."""
    text = proofread(get_connection(), text)
    return get_connection().add(g.get("author", "system"), text)


def count_notes():
    return len(get_connection().notes())


def latest_note():
    return next(reversed(get_connection().notes()), None)


def import_notes(app, author, texts):
    """Add notes in a thread of their own, which has neither a request nor a context."""
    with app.app_context():
        g.author = author
        for text in texts:
            add_note(text)


def create_app(config=None):
    """Return the application; config holds DATABASE and SECRET_KEY."""
    app = Flask(__name__)
    app.config.update(config or {})
    app.before_request(remember_author)
    app.teardown_appcontext(close_connection)
    with app.app_context():
        get_connection().create_table()

    @app.get("/health")
    def health():
        return {"ok": True}

    @app.put("/me")
    def set_name():
        session["name"] = request.json["name"]
        return {"name": session["name"]}

    @app.get("/me")
    def me():
        return {"name": g.author}

    @app.get("/notes")
    def list_notes():
        return get_connection().notes()

    @app.post("/notes")
    def post_note():
        return add_note(request.json["text"]), 201

    @app.get("/summary")
    def summary():
        return {"count": count_notes(), "latest": latest_note()}

    @app.get("/crash")
    def crash():
        raise RuntimeError(f"There are {count_notes()} notes, and this is too much.")

    @app.post("/imports")
    def start_import():
        texts = request.json["texts"]
        Thread(target=import_notes, args=(app, g.author, texts)).start()
        return {"count": len(texts)}, 202

    register_commands(app)
    return app


def register_commands(app):
    @app.cli.command("add")
    @click.argument("text")
    def add(text):
        """Add a note."""
        add_note(text)

    @app.cli.command("count")
    def count():
        """Say how many notes there are."""
        click.echo(count_notes())
