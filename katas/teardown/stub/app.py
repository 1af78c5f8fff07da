"""A service for notes whose resources nobody cleans up yet. README.md says what is asked.

Check it at any time:  make check KATA=teardown
"""

from backend import Pool, PoolEmptyError, RefusedError, Workspace  # leave backend.py as it is
from flask import Flask, Response, request


# 1. A connection for whoever needs one, a workspace, and their end.


def get_connection():
    raise NotImplementedError


def open_workspace():
    raise NotImplementedError


def create_app(config=None):
    """Return the application; config holds POOL_SIZE and FOLDER."""
    app = Flask(__name__)
    app.config.update(config or {})

    # 2. Your hooks.

    @app.errorhandler(RefusedError)
    def refuse(error):
        return {"error": str(error)}, 422

    @app.errorhandler(PoolEmptyError)
    def ask_to_wait(error):
        return {"error": str(error)}, 503

    @app.get("/health")
    def health():
        return {"ok": True}

    @app.get("/notes")
    def list_notes():
        return list(get_connection().notes())

    @app.post("/notes")
    def add_notes():
        texts = request.json["texts"]
        for text in texts:
            get_connection().add(text)  # 3. Who commits, and when?
        return {"added": len(texts)}, 201

    @app.get("/report")
    def report():
        path = open_workspace().path / "report.txt"
        path.write_bytes("\n".join(get_connection().notes()).encode())
        if "crash" in request.args:
            raise RuntimeError("This is a bug, too.")
        return Response(path.read_bytes(), mimetype="text/plain")

    # 4. The views /export and /running, and the command add.

    return app
