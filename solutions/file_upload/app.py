"""File upload: the reference answer, where the client's name never becomes a path."""

import json
import re
from pathlib import Path
from uuid import uuid4

from flask import Flask, abort, request, send_file

DEFAULT_LIMIT = 1024 * 1024
JPEG = ("image/jpeg", (b"\xff\xd8\xff",))
TYPES = {
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".gif": ("image/gif", (b"GIF87a", b"GIF89a")),
    ".pdf": ("application/pdf", (b"%PDF-",)),
}
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = DEFAULT_LIMIT
    app.config.update(config or {})
    folder = Path(app.config["UPLOAD_FOLDER"])
    folder.mkdir(parents=True, exist_ok=True)

    @app.post("/files")
    def upload():
        file = request.files["file"]
        extension = Path(file.filename).suffix.lower()
        if extension not in TYPES or CONTROL.search(file.filename):
            abort(400, "This name is not accepted.")
        mimetype, beginnings = TYPES[extension]
        content = file.read()
        if not content.startswith(beginnings):
            abort(400, "The content does not fit the name.")
        file_id = str(uuid4())
        about = {"id": file_id, "name": file.filename, "type": mimetype, "size": len(content)}
        (folder / file_id).write_bytes(content)
        (folder / f"{file_id}.json").write_text(json.dumps(about))
        return about, 201

    @app.get("/files/<uuid:file_id>")
    def download(file_id):
        path = folder / str(file_id)
        if not path.is_file():
            abort(404)
        about = json.loads((folder / f"{file_id}.json").read_text())
        response = send_file(
            path, mimetype=about["type"], as_attachment=True, download_name=about["name"]
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    return app
