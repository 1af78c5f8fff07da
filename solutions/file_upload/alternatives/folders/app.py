"""File upload with a folder for each file, which is filled aside and appears when it is whole."""

import json
import secrets
import tempfile
from pathlib import Path

from flask import Flask, current_app, request, send_from_directory
from flask.views import MethodView
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.utils import safe_join

SIGNATURES = [
    (b"\x89PNG\r\n\x1a\n", "image/png", {"png"}),
    (b"\xff\xd8\xff", "image/jpeg", {"jpg", "jpeg"}),
    (b"GIF87a", "image/gif", {"gif"}),
    (b"GIF89a", "image/gif", {"gif"}),
    (b"%PDF-", "application/pdf", {"pdf"}),
]
LONGEST = max(len(signature) for signature, _, _ in SIGNATURES)


def printable(name):
    """Return the name without the characters that control something."""
    return "".join(c for c in name if c >= " " and c != "\x7f")


def type_of(name, stream):
    """Return the type of a stream that begins as its name promises."""
    stem, _, extension = name.lower().rpartition(".")
    beginning = stream.read(LONGEST)
    stream.seek(0)
    for signature, mimetype, extensions in SIGNATURES:
        if stem and beginning.startswith(signature) and extension in extensions:
            return mimetype
    raise BadRequest("This is not a file that is accepted here.")


class Files(MethodView):
    """The collection."""

    def post(self):
        uploaded = request.files.get("file")
        if not uploaded:
            raise BadRequest("There is no file.")
        name = printable(uploaded.filename)
        mimetype = type_of(name, uploaded.stream)
        root = Path(current_app.config["UPLOAD_FOLDER"])
        aside = Path(tempfile.mkdtemp(dir=root))
        uploaded.save(aside / "content")
        size = (aside / "content").stat().st_size
        about = {"id": secrets.token_urlsafe(16), "name": name, "type": mimetype, "size": size}
        (aside / "about.json").write_text(json.dumps(about))
        aside.rename(root / about["id"])
        return about, 201


class OneFile(MethodView):
    """One file."""

    def get(self, file_id):
        root = current_app.config["UPLOAD_FOLDER"]
        path = safe_join(root, file_id, "about.json")
        if path is None or not Path(path).exists():
            raise NotFound
        about = json.loads(Path(path).read_text())
        response = send_from_directory(
            root,
            f"{file_id}/content",
            mimetype=about["type"],
            as_attachment=True,
            download_name=about["name"],
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping(MAX_CONTENT_LENGTH=1 << 20, UPLOAD_FOLDER="uploads")
    app.config.from_mapping(config or {})
    Path(app.config["UPLOAD_FOLDER"]).mkdir(parents=True, exist_ok=True)
    app.add_url_rule("/files", view_func=Files.as_view("files"))
    app.add_url_rule("/files/<file_id>", view_func=OneFile.as_view("file"))
    return app
