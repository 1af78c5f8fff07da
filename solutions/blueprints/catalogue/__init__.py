"""A catalogue of items; the application registers it once for each department."""

from flask import Blueprint, abort, current_app, render_template, request

catalogue = Blueprint("catalogue", __name__, template_folder="templates", static_folder="static")


def find_titles():
    """Return the titles of the department by which the request came here."""
    return dict(enumerate(current_app.extensions["departments"][request.blueprint], start=1))


@catalogue.get("/")
def list_items():
    return render_template("catalogue/list.html", titles=find_titles())


@catalogue.get("/<int:item_id>")
def show_item(item_id):
    title = find_titles().get(item_id) or abort(404)
    return render_template("catalogue/item.html", title=title)


@catalogue.errorhandler(404)
def miss_item(_):
    return render_template("catalogue/missing.html"), 404
