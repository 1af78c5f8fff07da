"""The board, as far as there is one."""

from flask import Blueprint, current_app, jsonify, request, session

bp = Blueprint("board", __name__)


@bp.get("/settings")
def settings():
    public = {"TITLE", "PAGE_SIZE", "DEBUG", "MAX_CONTENT_LENGTH", "MAIL"}
    return jsonify({name: value for name, value in current_app.config.items() if name in public})


@bp.post("/notices")
def notices():
    size = len(request.get_data())
    session["number"] = number = session.get("number", 0) + 1
    return jsonify(bytes=size, number=number), 201
