"""The views of notes."""

from flask import Blueprint, jsonify, request

from . import models

blueprint = Blueprint("notes", __name__)


@blueprint.route("/", methods=["GET", "POST"])
def notes():
    """List notes, or add one."""
    if request.method == "POST":
        return models.add_note(request.get_json()["text"]).shown(), 201
    return jsonify([note.shown() for note in models.all_notes()])
