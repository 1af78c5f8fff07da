"""The views."""

from contextlib import ExitStack

from flask import Blueprint, Response, jsonify, request
from flask.views import MethodView

from .resources import connection, store, workspace

blueprint = Blueprint("notes", __name__)


@blueprint.get("/health")
def health():
    return jsonify(ok=True)


class Notes(MethodView):
    def get(self):
        with connection() as lent:
            return jsonify(list(lent.notes()))

    def post(self):
        texts = request.get_json()["texts"]
        store(texts)
        return jsonify(added=len(texts)), 201


blueprint.add_url_rule("/notes", view_func=Notes.as_view("notes"))


@blueprint.get("/report")
def report():
    with connection() as lent, workspace(lent) as folder:
        file = folder / "report"
        file.write_bytes("\n".join(lent.notes()).encode())
        if "crash" in request.args:
            raise RuntimeError("This is a bug, too.")
        return Response(file.read_bytes(), mimetype="text/plain")


class Export:
    """An answer that is made while it is sent, and knows when it has ended."""

    def __init__(self, copies):
        self.copies = copies
        self.stack = ExitStack()
        self.connection = self.stack.enter_context(connection())

    def __iter__(self):
        for _ in range(self.copies):
            for text in self.connection.notes():
                yield f"{text}\n".encode()

    def close(self):
        self.stack.close()


@blueprint.get("/export")
def export():
    return Response(Export(request.args.get("copies", 1, type=int)), mimetype="text/plain")
