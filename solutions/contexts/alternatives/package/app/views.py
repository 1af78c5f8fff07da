"""What visitors can do."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from flask import Blueprint, current_app, jsonify, request, session

from .notes import add_note, author, count_notes, latest_note, store

blueprint = Blueprint("notes", __name__)
workers = ThreadPoolExecutor(max_workers=2)


@blueprint.before_app_request
def set_author():
    author.set(session.get("name"))


@blueprint.get("/health")
def health():
    return jsonify(ok=True)


@blueprint.route("/me", methods=["GET", "PUT"])
def me():
    if request.method == "PUT":
        session["name"] = request.get_json()["name"]
    return jsonify(name=session.get("name"))


@blueprint.route("/notes", methods=["GET", "POST"])
def notes():
    if request.method == "POST":
        return jsonify(add_note(request.get_json()["text"])), 201
    return jsonify(store.connection.notes())


@blueprint.get("/summary")
def summary():
    return jsonify(count=count_notes(), latest=latest_note())


@blueprint.get("/crash")
def crash():
    raise LookupError(count_notes())


@blueprint.post("/imports")
def imports():
    texts = request.get_json()["texts"]
    app = current_app._get_current_object()  # noqa: SLF001 - the documented way
    context = copy_context()
    workers.submit(context.run, add_all, app, texts)
    return jsonify(count=len(texts)), 202


def add_all(app, texts):
    with app.app_context():
        for text in texts:
            add_note(text)
