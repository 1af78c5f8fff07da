"""The API, for programs."""

from flask import Blueprint, current_app, jsonify

from . import books

bp = Blueprint("api", __name__, url_prefix="/api")


@bp.route("/books/<int:number>")
def book(number):
    return jsonify(books.find(number))


@bp.route("/books/<int:number>/loans", methods=["POST"])
def lend(number):
    return jsonify(books.lend(number)), 201


@bp.route("/crash")
def crash():
    raise RuntimeError(current_app.config["CRASH_TEXT"])
