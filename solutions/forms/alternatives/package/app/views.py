"""The three pages."""

import uuid

from flask import abort, current_app, redirect, render_template, request, url_for
from flask.views import MethodView
from werkzeug.local import LocalProxy

from .rules import CHOICES, judge

store = LocalProxy(lambda: current_app.extensions["store"])


class ReplyForm(MethodView):
    def get(self):
        return self.render({"extras": []}, {}, uuid.uuid4())

    def render(self, reply, faults, key):
        return render_template(
            "replies/form.html",
            reply=reply,
            faults=faults,
            key=key,
            total=len(store),
            choices=CHOICES,
        )


class Submit(ReplyForm):
    methods = ("POST",)

    def post(self):
        form = request.form
        reply = {name: form.get(name, "") for name in ("guests", "meal")}
        reply |= {name: form.get(name, "").strip() for name in ("name", "message")}
        reply["extras"] = form.getlist("extras")
        try:
            key = uuid.UUID(form["key"])
        except ValueError:
            abort(400)
        if faults := dict(judge(reply)):
            return self.render(reply, faults, key), 400
        store.put(key, reply)
        return redirect(url_for("reply", key=key), code=303)


def show_reply(key):
    reply = store.get(key)
    if reply is None:
        abort(404)
    return render_template("replies/reply.html", reply=reply)
