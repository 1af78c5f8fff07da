"""Routing with class-based views; the header is added by the classes' own decorators."""

from pathlib import Path

from flask import Flask, Response, current_app, jsonify, redirect, request, url_for
from flask.views import MethodView, View
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join


class Library:
    """The books of one application."""

    def __init__(self, books):
        self.books = []
        for book in books:
            self.add(book["title"], book["topic"])

    def add(self, title, topic):
        book = {"id": len(self.books) + 1, "title": title, "topic": topic}
        self.books.append(book)
        return book


def show(book):
    links = {
        "self": url_for("book", number=book["id"]),
        "topic": url_for("topic", name=book["topic"]),
    }
    return book | {"links": links}


def private(view):
    """Add no-store to what a class-based view answers to a reading request."""

    def wrapper(**kwargs):
        response = current_app.make_response(view(**kwargs))
        if request.method in ("GET", "HEAD"):
            response.cache_control.no_store = True
        return response

    return wrapper


class LibraryView(MethodView):
    """A view of the library, which is handed over when the rule is added."""

    init_every_request = False
    decorators = (private,)

    def __init__(self, library):
        self.library = library


class Books(LibraryView):
    def get(self):
        return jsonify([show(book) for book in self.library.books])

    def post(self):
        book = show(self.library.add(request.form["title"], request.form["topic"]))
        response = jsonify(book)
        response.status_code = 201
        response.location = book["links"]["self"]
        return response


class Book(LibraryView):
    def get(self, number):
        found = [book for book in self.library.books if book["id"] == number]
        if not found:
            raise NotFound
        return show(found[0])


class Topic(LibraryView):
    def get(self, name):
        return [show(book) for book in self.library.books if book["topic"] == name]


class File(View):
    methods = ("GET",)

    def dispatch_request(self, name):
        path = safe_join(current_app.config["FILES"], name)
        try:
            content = Path(path or "").read_bytes()
        except OSError:
            raise NotFound from None
        return Response(content, mimetype="application/octet-stream")


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping({"BOOKS": [], "FILES": app.root_path} | (config or {}))
    library = Library(app.config["BOOKS"])
    app.add_url_rule("/", "index", lambda: {"books": url_for("books"), "help": url_for("help")})
    app.add_url_rule("/help/", "help", lambda: "Help yourself.")
    app.add_url_rule("/help", view_func=slashless)
    app.add_url_rule("/books", view_func=Books.as_view("books", library))
    app.add_url_rule("/books/<int:number>", view_func=Book.as_view("book", library))
    app.add_url_rule("/topics/<name>", view_func=Topic.as_view("topic", library))
    app.add_url_rule("/files/<path:name>", view_func=File.as_view("file"))
    return app


def slashless():
    """Redirect to the page with the slash, as an explicit rule does it."""
    return redirect(url_for("help", **request.args), code=301)
