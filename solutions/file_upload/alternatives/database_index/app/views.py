"""The two views."""

import unicodedata

from flask import Blueprint, abort, current_app, jsonify, request, send_file

from .kinds import kind_of

files = Blueprint("files", __name__, url_prefix="/files")


@files.post("")
def upload():
    """Take a file in, if it is what it says."""
    part = request.files.get("file")
    if part is None or part.filename == "":
        abort(400, "Please choose a file.")
    if any(unicodedata.category(character) == "Cc" for character in part.filename):
        abort(400, "Please choose another name.")
    content = part.read()
    mimetype = kind_of(part.filename, content)
    if mimetype is None:
        abort(400, "Please choose a picture or a PDF.")
    file_id = current_app.extensions["store"].add(part.filename, mimetype, content)
    about = {"id": file_id, "name": part.filename, "type": mimetype, "size": len(content)}
    return jsonify(about), 201


@files.get("/<file_id>")
def download(file_id):
    """Hand a file out."""
    found = current_app.extensions["store"].find(file_id)
    if found is None:
        abort(404)
    name, mimetype, path = found
    return send_file(path, mimetype=mimetype, as_attachment=True, download_name=name)
