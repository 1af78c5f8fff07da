"""JSON responses: the reference answer."""

from math import isnan

from club import Club
from flask import Flask, jsonify


def shown(member):
    """Return what everybody may know of *member*, in types that JSON has."""
    return {
        "id": member.id,
        "name": member.name,
        "born": member.born.isoformat(),
        "joined": member.joined.isoformat(),
        "level": member.level.value,
        "card": member.card,
        "balance": f"{member.balance:.2f}",
        "badges": sorted(member.badges),
        "rating": None if isnan(member.rating) else member.rating,
    }


def create_app(config=None):
    """Return the application; *config* holds NAME, AGE and MEMBERS."""
    app = Flask(__name__)
    app.config.update(config or {})
    app.json.sort_keys = False
    app.json.ensure_ascii = False
    club = Club(app.config["MEMBERS"])

    @app.get("/data")
    def show_data():
        return {"name": app.config["NAME"], "age": app.config["AGE"]}

    @app.get("/names")
    def list_names():
        return [member.name for member in club.members]

    @app.get("/count")
    def count():
        return jsonify(len(club.members))

    @app.get("/members")
    def list_members():
        return [shown(member) for member in club.members]

    @app.get("/members/<int:member_id>")
    def show_member(member_id):
        member = club.find(member_id)
        if member is None:
            return {"error": f"There is no member {member_id}."}, 404
        return shown(member)

    return app
