"""URL building: the public address is put in front of a path that is written by hand."""

import urllib.parse
from pathlib import PurePosixPath

import click
from flask import Flask, request


def create_app(config=None):
    """Return the application."""
    app = Flask(__name__)
    app.config.update(config or {})

    def link_to(name):
        path = PurePosixPath("/welcome") / urllib.parse.quote(name, safe="")
        return urllib.parse.urljoin(app.config["PUBLIC_URL"], str(path))

    @app.get("/welcome/<name>")
    def welcome(name):
        return {"name": name}

    @app.post("/invitations")
    def invite():
        link = link_to(request.form["name"])
        return {"link": link}, 201, {"Location": link}

    @click.command("invite")
    @click.argument("name")
    def print_link(name):
        click.secho("Send this link:", bold=True)
        click.echo(link_to(name))

    app.cli.add_command(print_link)

    @app.get("/letters")
    def letters():
        sent = urllib.parse.parse_qsl(request.query_string.decode(), keep_blank_values=True)
        page = int(dict(sent).get("page", 1))

        def link(number):
            others = [(name, value) for name, value in sent if name != "page"]
            query = urllib.parse.urlencode(
                [*others, ("page", number)], quote_via=urllib.parse.quote
            )
            return f"/letters?{query}"

        return {
            "page": page,
            "previous": link(page - 1) if page > 1 else None,
            "next": link(page + 1),
        }

    return app
