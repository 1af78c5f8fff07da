"""HTML or JSON errors: an answer whose own exceptions are HTTP exceptions."""

from flask import Flask, jsonify, make_response, redirect, render_template_string, request
from flask.views import MethodView
from werkzeug.exceptions import Conflict, HTTPException, NotFound

PAGE = """<!doctype html>
<title>{{ title }}</title>
<main>
  <h1>{{ status }} {{ title }}</h1>
  <div id="message">
    {{ error }}
  </div>
</main>
"""


class BookUnknown(NotFound):
    word = "book_unknown"

    def __init__(self, number):
        super().__init__(f"The library has no book with the number {number}.")


class BookOnLoan(Conflict):
    word = "book_on_loan"

    def __init__(self, title):
        super().__init__(f"Somebody else is reading {title}.")


def answer(error):
    word = getattr(error, "word", "_".join(error.name.lower().split()))
    of_api = (request.path + "/").startswith("/api/")
    best = request.accept_mimetypes.best_match(["text/html", "application/json"], "text/html")
    if of_api or best.endswith("json"):
        response = jsonify(status=error.code, code=word, error=error.description)
    else:
        response = make_response(
            render_template_string(
                PAGE, status=error.code, title=error.name, error=error.description
            )
        )
    headers = error.get_headers()
    response.headers.update((name, value) for name, value in headers if name != "Content-Type")
    response.status_code = error.code
    if not of_api:
        response.headers.add("Vary", "Accept")
    return response


class Library:
    def __init__(self, titles):
        self.titles, self.lent = titles, set()

    def show(self, number):
        if not 1 <= number <= len(self.titles):
            raise BookUnknown(number)
        lent = number in self.lent
        return {"id": number, "title": self.titles[number - 1], "on_loan": lent}

    def lend(self, number):
        book = self.show(number)
        if book["on_loan"]:
            raise BookOnLoan(book["title"])
        self.lent.add(number)
        return self.show(number)


class View(MethodView):
    def __init__(self, library):
        self.library = library


class BookPage(View):
    def get(self, number):
        return render_template_string("<h1>{{ title }}</h1>", **self.library.show(number))


class LoanPage(View):
    def post(self, number):
        self.library.lend(number)
        return redirect(f"/books/{number}", code=303)


class BookResource(View):
    def get(self, number):
        return self.library.show(number)


class LoanResource(View):
    def post(self, number):
        return self.library.lend(number), 201


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    library = Library(app.config["BOOKS"])
    for rule, view in {
        "/books/<int:number>": BookPage,
        "/books/<int:number>/loans": LoanPage,
        "/api/books/<int:number>": BookResource,
        "/api/books/<int:number>/loans": LoanResource,
    }.items():
        app.add_url_rule(rule, view_func=view.as_view(view.__name__, library))
    app.register_error_handler(HTTPException, answer)

    @app.get("/crash")
    @app.get("/api/crash")
    def crash():
        raise RuntimeError(app.config["CRASH_TEXT"])

    return app
