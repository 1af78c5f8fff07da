"""URL building: other hosts are refused, and a command pretends to have a request."""

from urllib.parse import urlencode, urlsplit

import click
from flask import Flask, jsonify, request, url_for


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping({"PUBLIC_URL": "http://localhost"} | (config or {}))
    public = urlsplit(app.config["PUBLIC_URL"])
    app.config["TRUSTED_HOSTS"] = [public.hostname]

    def link_to(name):
        link = url_for("welcome", name=name, _external=True)
        return urlsplit(link)._replace(scheme=public.scheme).geturl()

    @app.route("/welcome/<string:name>")
    def welcome(name):
        return jsonify(name=name)

    @app.route("/invitations", methods=["POST"])
    def invite():
        return jsonify(link=link_to(request.form["name"])), 201

    @app.cli.command("invite")
    @click.argument("name")
    def print_link(name):
        with app.test_request_context(base_url=app.config["PUBLIC_URL"]):
            print(link_to(name))  # noqa: T201 - a command prints

    @app.route("/letters")
    def letters():
        page = int(request.args.get("page", "1"))
        others = [pair for pair in request.args.items(multi=True) if pair[0] != "page"]

        def at(number):
            return url_for("letters") + "?" + urlencode([("page", number), *others])

        return jsonify(page=page, previous=at(page - 1) if page != 1 else None, next=at(page + 1))

    return app
