"""URL building: the reference answer."""

from urllib.parse import urlencode, urlsplit

import click
from flask import Flask, request, url_for


def create_app(config=None):
    """Return the application; *config* holds the address under which it is known."""
    app = Flask(__name__)
    app.config.update(config or {})
    public = urlsplit(app.config["PUBLIC_URL"])
    app.config["SERVER_NAME"] = public.netloc

    def invitation(name):
        return url_for("welcome", name=name, _external=True, _scheme=public.scheme)

    def page_link(page):
        query = request.args.to_dict(flat=False) | {"page": page}
        return f"{url_for('list_letters')}?{urlencode(query, doseq=True)}"

    @app.get("/welcome/<name>")
    def welcome(name):
        return {"name": name}

    @app.post("/invitations")
    def invite():
        return {"link": invitation(request.form["name"])}, 201

    @app.cli.command("invite")
    @click.argument("name")
    def print_invitation(name):
        click.echo(invitation(name))

    @app.get("/letters")
    def list_letters():
        page = request.args.get("page", 1, type=int)
        previous = page_link(page - 1) if page > 1 else None
        return {"page": page, "previous": previous, "next": page_link(page + 1)}

    return app
