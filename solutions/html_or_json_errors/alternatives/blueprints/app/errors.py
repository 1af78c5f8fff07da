"""Errors, in the form that the client wants."""

from flask import jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from .books import LibraryError, NoSuchBookError, OnLoanError

ANSWERS = {NoSuchBookError: (404, "book_unknown"), OnLoanError: (409, "book_on_loan")}
WORDS = {404: "not_found", 405: "method_not_allowed", 500: "internal_server_error"}


def prefers_json(accept):
    json, html = accept.quality("application/json"), accept.quality("text/html")
    if json != html:
        return json > html
    names = {name.lower() for name in accept.values()}
    return json > 0 and "application/json" in names and "text/html" not in names


def register(app, prefix):
    def respond(status, word, text):
        segments = request.path.split("/")
        if segments[1] == prefix.strip("/"):
            return make_response(jsonify(status=status, code=word, error=text), status)
        if prefers_json(request.accept_mimetypes):
            response = make_response(jsonify(status=status, code=word, error=text), status)
        else:
            page = render_template("error.html", status=status, text=text)
            response = make_response(page, status)
        response.headers["Vary"] = "Accept"
        return response

    @app.errorhandler(LibraryError)
    def expected(error):
        status, word = ANSWERS[type(error)]
        return respond(status, word, str(error))

    @app.errorhandler(HTTPException)
    def of_the_framework(error):
        response = respond(error.code, WORDS.get(error.code, "error"), error.description)
        if error.code == 405:
            response.allow.update(error.valid_methods)
        return response
