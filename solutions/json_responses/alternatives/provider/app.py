"""JSON responses: the application's JSON provider knows the types, the views return records."""

from datetime import date
from decimal import Decimal
from enum import Enum

from club import Club, Member
from flask import Flask, abort, jsonify
from flask.json.provider import DefaultJSONProvider
from flask.views import MethodView

FIELDS = ("id", "name", "born", "joined", "level", "card", "balance", "badges", "rating")


class ClubProvider(DefaultJSONProvider):
    """Writes members, and whatever is in them."""

    sort_keys = False
    ensure_ascii = False

    @staticmethod
    def default(value):
        match value:
            case Member():
                fields = {name: getattr(value, name) for name in FIELDS}
                if value.rating != value.rating:
                    fields["rating"] = None
                return fields
            case date():
                return value.isoformat()
            case Decimal():
                return str(value.quantize(Decimal("0.01")))
            case Enum():
                return value.value
            case set():
                return sorted(value)
        return DefaultJSONProvider.default(value)


class ClubApp(Flask):
    json_provider_class = ClubProvider


class Members(MethodView):
    init_every_request = False

    def __init__(self, club):
        self.club = club

    def get(self, number):
        if number is None:
            return self.club.members
        return jsonify(self.club.find(number) or abort(404, "There is no such member."))


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = ClubApp(__name__)
    app.config.from_mapping({"NAME": "", "AGE": 0, "MEMBERS": []} | (config or {}))
    club = Club(app.config["MEMBERS"])
    view = Members.as_view("members", club)
    app.add_url_rule("/members", view_func=view, defaults={"number": None})
    app.add_url_rule("/members/<int:number>", view_func=view)

    @app.errorhandler(404)
    def not_found(error):
        return jsonify(error=error.description), 404

    @app.route("/data")
    def data():
        return jsonify(name=app.config["NAME"], age=app.config["AGE"])

    @app.route("/names")
    def names():
        return jsonify([member.name for member in club.members])

    @app.route("/count")
    def count():
        return app.json.response(len(club.members))

    return app
