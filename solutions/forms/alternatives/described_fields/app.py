"""Forms: an answer whose fields are described once, for the rules and for the page."""

import secrets
from dataclasses import dataclass, field

from flask import Flask, abort, redirect, render_template, request, session, url_for


@dataclass(frozen=True)
class Field:
    name: str
    label: str
    kind: str
    help: str
    choices: tuple = ()
    longest: int = 0
    required: bool = False

    def read(self, form):
        values = [value.strip() for value in form.getlist(self.name)]
        return values if self.kind == "boxes" else (values or [""])[0]

    def is_faulty(self, value):
        if self.kind == "boxes":
            return any(each not in self.choices for each in value)
        if not value:
            return self.required
        if self.choices:
            return value not in self.choices
        return len(value) > self.longest


FIELDS = (
    Field("name", "Name", "line", "1 to 40 characters", longest=40, required=True),
    Field("guests", "Guests", "line", "1 to 6", tuple("123456"), required=True),
    Field("meal", "Meal", "choice", "One of them", ("fish", "meat", "vegan"), required=True),
    Field("extras", "Extras", "boxes", "Only these", ("music", "parking", "taxi")),
    Field("message", "Message", "text", "Up to 200 characters", longest=200),
)


@dataclass
class Board:
    replies: list = field(default_factory=list)
    places: dict = field(default_factory=dict)

    def add(self, ticket, values):
        if ticket not in self.places:
            self.places[ticket] = len(self.replies)
            self.replies.append(values)
        return self.places[ticket]


def create_app(config=None):
    app = Flask(__name__)
    app.config.update({"SECRET_KEY": secrets.token_hex()}, **(config or {}))
    board = Board()

    def page(values, faults, status=200):
        tickets = session.setdefault("tickets", [])
        tickets.append(secrets.token_urlsafe(8))
        session["tickets"] = tickets[-20:]
        return render_template(
            "page.html",
            fields=FIELDS,
            values=values,
            faults=faults,
            ticket=tickets[-1],
            count=len(board.replies),
        ), status

    @app.route("/")
    def show_form():
        return page({}, ())

    @app.route("/submit", methods=["POST"])
    def submit():
        values = {each.name: each.read(request.form) for each in FIELDS}
        faults = [each.name for each in FIELDS if each.is_faulty(values[each.name])]
        ticket = request.form.get("ticket")
        if faults or ticket not in session.get("tickets", ()):
            return page(values, faults, 400)
        return redirect(url_for("show_reply", place=board.add(ticket, values)), code=303)

    @app.route("/replies/<int:place>")
    def show_reply(place):
        if place >= len(board.replies):
            abort(404)
        return render_template("reply.html", **board.replies[place])

    return app
