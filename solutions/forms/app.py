"""Forms: the reference answer."""

from uuid import uuid4

from flask import Flask, abort, redirect, render_template, request, url_for

GUESTS = [str(number) for number in range(1, 7)]
MEALS = ("fish", "meat", "vegan")
EXTRAS = ("music", "parking", "taxi")


def read(form):
    """Return the reply in *form* and its faults, a message for each faulty field."""
    fields = ("name", "guests", "meal", "message")
    reply = {field: form.get(field, "").strip() for field in fields}
    reply["extras"] = form.getlist("extras")
    faults = {}
    if not 1 <= len(reply["name"]) <= 40:
        faults["name"] = "Please give your name, with at most 40 characters."
    if reply["guests"] not in GUESTS:
        faults["guests"] = "There is room for 1 to 6 of you."
    if reply["meal"] not in MEALS:
        faults["meal"] = "Please choose a meal."
    if not set(reply["extras"]) <= set(EXTRAS):
        faults["extras"] = "We have only these."
    if len(reply["message"]) > 200:
        faults["message"] = "Please use at most 200 characters."
    return reply, faults


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.update(config or {})
    replies = {}
    numbers = {}  # of the replies, by the token of the form that they came in

    def show_form(reply, faults):
        choices = {"meals": MEALS, "extras": EXTRAS}
        return render_template(
            "form.html", reply=reply, faults=faults, count=len(replies), token=uuid4(), **choices
        )

    @app.get("/")
    def index():
        return show_form({}, {})

    @app.post("/submit")
    def submit():
        reply, faults = read(request.form)
        if faults:
            return show_form(reply, faults), 400
        number = numbers.setdefault(request.form["token"], len(numbers) + 1)
        replies[number] = reply
        return redirect(url_for("show_reply", number=number), 303)

    @app.get("/replies/<int:number>")
    def show_reply(number):
        return render_template("reply.html", reply=replies.get(number) or abort(404))

    return app
