"""The pages; a blueprint's command group without a name joins the application's."""

from urllib.parse import urlencode

import click
from flask import Blueprint, current_app, request, url_for
from flask.views import MethodView
from werkzeug.datastructures import MultiDict

pages = Blueprint("pages", __name__, cli_group=None)


def public_link(endpoint, **values):
    public = current_app.extensions["public"]
    return public.build(f"pages.{endpoint}", values, force_external=True)


@pages.get("/welcome/<name>", endpoint="welcome")
def show_name(name):
    return {"name": name}


class Invitations(MethodView):
    def post(self):
        return {"link": public_link("welcome", name=request.form["name"])}, 201


pages.add_url_rule("/invitations", view_func=Invitations.as_view("invitations"))


@pages.cli.command("invite")
@click.argument("name")
def invite(name):
    click.echo(public_link("welcome", name=name))


class Letters(MethodView):
    def get(self):
        self.query = MultiDict(request.args)
        page = self.query.get("page", default=1, type=int)
        before = self.link(page - 1) if page > 1 else None
        return {"page": page, "previous": before, "next": self.link(page + 1)}

    def link(self, page):
        self.query["page"] = page
        return f"{url_for('.letters')}?{urlencode(list(self.query.items(multi=True)))}"


pages.add_url_rule("/letters", view_func=Letters.as_view("letters"))
