"""HTML or JSON errors: the reference answer."""

from flask import Flask, Response, json, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException


class LibraryError(Exception):
    """What is expected to go wrong, in words for whoever asked."""


class UnknownBookError(LibraryError):
    status, code = 404, "book_unknown"


class OnLoanError(LibraryError):
    status, code = 409, "book_on_loan"


def wants_json():
    if request.path == "/api" or request.path.startswith("/api/"):
        return True
    forms = ["text/html", "application/json"]  # the first one wins where both are as good
    return request.accept_mimetypes.best_match(forms) == "application/json"


def fill(response, code, text):
    """Put an error into a response that has its status, in the form that the client wants."""
    error = {"status": response.status_code, "code": code, "error": text}
    if wants_json():
        response.mimetype = "application/json"
        response.data = json.dumps(error)
    else:
        response.data = render_template("error.html", **error)
    response.vary.add("Accept")
    return response


def register_error_handlers(app):
    @app.errorhandler(LibraryError)
    def refuse(error):
        return fill(Response(status=error.status), error.code, str(error))

    @app.errorhandler(HTTPException)
    def explain(error):
        return fill(error.get_response(), error.name.lower().replace(" ", "_"), error.description)


def find(books, book_id):
    if book_id not in books:
        raise UnknownBookError(f"There is no book {book_id}.")
    return books[book_id]


def lend(book):
    if book["on_loan"]:
        raise OnLoanError(f"{book['title']} is on loan.")
    book["on_loan"] = True
    return book


def create_app(config=None):
    """Return the application; *config* holds the books and the text of the crash."""
    app = Flask(__name__)
    app.config.update(config or {})
    register_error_handlers(app)
    books = {
        number: {"id": number, "title": title, "on_loan": False}
        for number, title in enumerate(app.config["BOOKS"], start=1)
    }

    @app.get("/books/<int:book_id>")
    def show_page(book_id):
        return render_template("book.html", book=find(books, book_id))

    @app.post("/books/<int:book_id>/loans")
    def lend_from_page(book_id):
        lend(find(books, book_id))
        return redirect(url_for("show_page", book_id=book_id), 303)

    @app.get("/api/books/<int:book_id>")
    def show(book_id):
        return find(books, book_id)

    @app.post("/api/books/<int:book_id>/loans")
    def lend_from_api(book_id):
        return lend(find(books, book_id)), 201

    @app.get("/crash")
    @app.get("/api/crash")
    def crash():
        raise RuntimeError(app.config["CRASH_TEXT"])

    return app
