"""The pages that are not about books."""

from pathlib import Path

from flask import Blueprint, abort, current_app, send_file, url_for

pages = Blueprint("pages", __name__)


@pages.route("/")
def index():
    return {"books": url_for("books.collection"), "help": url_for("pages.manual")}


@pages.route("/help/")
def manual():
    return "<h1>Help</h1>"


@pages.route("/files/<path:name>")
def download(name):
    folder = Path(current_app.config["FILES"]).resolve()
    path = (folder / name).resolve()
    if not path.is_relative_to(folder) or not path.is_file():
        abort(404)
    return send_file(path)
