"""Routing with hand-written links, a text converter for ids, and files from an index."""

import functools
import urllib.parse
from pathlib import Path

from flask import Flask, Response, abort, jsonify, request


def fresh_only(view):
    """Answer with no-store."""

    @functools.wraps(view)
    def wrapped(**variables):
        return view(**variables), {"Cache-Control": "no-store"}

    return wrapped


def files_below(folder):
    """Return the path of every file in *folder* by its name in a URL."""
    paths = [path for path in Path(folder).rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path for path in paths}


def create_app(config=None):
    """Return the application."""
    app = Flask(__name__)
    app.config.update(config or {})
    books = []

    def add(title, topic):
        book_id = str(len(books) + 1)
        quoted = urllib.parse.quote(topic, safe="")
        links = {"self": f"/books/{book_id}", "topic": f"/topics/{quoted}"}
        books.append({"id": int(book_id), "title": title, "topic": topic, "links": links})
        return books[-1]

    for book in app.config["BOOKS"]:
        add(**book)

    @app.route("/")
    def front():
        return {"books": "/books", "help": "/help/"}

    @app.route("/help/")
    def manual():
        return Response("Read the manual.", mimetype="text/plain")

    @app.route("/books", methods=["POST"])
    def create():
        book = add(**{name: request.form[name] for name in ("title", "topic")})
        return jsonify(book), 201, {"location": book["links"]["self"]}

    @app.route("/books")
    @fresh_only
    def every():
        return jsonify(books)

    @app.route("/books/<number>")
    @fresh_only
    def one(number):
        found = [book for book in books if str(book["id"]) == number]
        return jsonify(found[0]) if found else abort(404)

    @app.route("/topics/<topic>")
    @fresh_only
    def about(topic):
        return jsonify([book for book in books if book["topic"] == topic])

    @app.route("/files/<path:name>")
    def download(name):
        path = files_below(app.config["FILES"]).get(name)
        return Response(path.read_bytes()) if path else abort(404)

    return app
