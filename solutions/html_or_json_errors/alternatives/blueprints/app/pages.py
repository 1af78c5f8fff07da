"""Pages, for people."""

from flask import Blueprint, current_app, redirect, render_template, url_for

from . import books

bp = Blueprint("pages", __name__)


@bp.route("/books/<int:number>")
def book(number):
    return render_template("book.html", title=books.find(number)["title"])


@bp.route("/books/<int:number>/loans", methods=["POST"])
def lend(number):
    books.lend(number)
    return redirect(url_for(".book", number=number), 303)


@bp.route("/crash")
def crash():
    raise RuntimeError(current_app.config["CRASH_TEXT"])
