"""Routing: the reference answer."""

from functools import wraps

from flask import Flask, abort, make_response, request, send_from_directory, url_for


def not_stored(view):
    """Forbid browsers and proxies to keep what *view* answers."""

    @wraps(view)
    def wrapper(*args, **kwargs):
        response = make_response(view(*args, **kwargs))
        response.headers["Cache-Control"] = "no-store"
        return response

    return wrapper


def create_app(config=None):
    """Return the application; *config* holds the books and the folder of files."""
    app = Flask(__name__)
    app.config.update(config or {})
    books = dict(enumerate(app.config["BOOKS"], start=1))

    def shown(book_id):
        book = books[book_id]
        links = {
            "self": url_for("show_book", book_id=book_id),
            "topic": url_for("list_topic", topic=book["topic"]),
        }
        return {"id": book_id, "title": book["title"], "topic": book["topic"], "links": links}

    @app.get("/")
    def index():
        return {"books": url_for("list_books"), "help": url_for("show_help")}

    @app.get("/help/")
    def show_help():
        return "GET /books lists the books; POST /books adds one."

    @app.get("/books")
    @not_stored
    def list_books():
        return [shown(book_id) for book_id in books]

    @app.post("/books")
    def add_book():
        book_id = len(books) + 1
        books[book_id] = {"title": request.form["title"], "topic": request.form["topic"]}
        return shown(book_id), 201, {"Location": url_for("show_book", book_id=book_id)}

    @app.get("/books/<int:book_id>")
    @not_stored
    def show_book(book_id):
        if book_id not in books:
            abort(404)
        return shown(book_id)

    @app.get("/topics/<topic>")
    @not_stored
    def list_topic(topic):
        return [shown(book_id) for book_id, book in books.items() if book["topic"] == topic]

    @app.get("/files/<path:name>")
    def send_file(name):
        return send_from_directory(app.config["FILES"], name)

    return app
