"""The books; one view serves two methods, and a hook of the blueprint adds the header."""

from flask import Blueprint, abort, current_app, jsonify, request, url_for

books = Blueprint("books", __name__)


def shelf():
    return current_app.extensions["shelf"]


def shown(place):
    book = shelf()[place]
    return {
        "id": place + 1,
        "title": book["title"],
        "topic": book["topic"],
        "links": {
            "self": url_for(".single", number=place + 1),
            "topic": url_for(".by_topic", topic=book["topic"]),
        },
    }


@books.after_request
def forbid_storing(response):
    response.headers["Cache-Control"] = "no-store, private"
    return response


@books.route("/books", methods=["GET", "POST"])
def collection():
    if request.method == "POST":
        if not {"title", "topic"} <= request.form.keys():
            abort(400)
        shelf().append({"title": request.form["title"], "topic": request.form["topic"]})
        book = shown(len(shelf()) - 1)
        return book, 201, {"Location": url_for(".single", number=book["id"], _external=True)}
    return jsonify([shown(place) for place in range(len(shelf()))])


@books.route("/books/<int:number>")
def single(number):
    if not 1 <= number <= len(shelf()):
        abort(404)
    return shown(number - 1)


@books.route("/topics/<string:topic>")
def by_topic(topic):
    found = [place for place, book in enumerate(shelf()) if book["topic"] == topic]
    return jsonify([shown(place) for place in found])
