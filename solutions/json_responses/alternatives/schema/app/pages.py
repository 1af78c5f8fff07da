"""The pages."""

import json

from flask import Blueprint, Response, current_app
from werkzeug.local import LocalProxy

from .models import Everybody, Shown

pages = Blueprint("pages", __name__)
club = LocalProxy(lambda: current_app.extensions["club"])


def answer(text, status=200):
    return Response(text, status, content_type="application/json; charset=utf-8")


def dumped(value):
    return answer(json.dumps(value, ensure_ascii=False, indent=2))


@pages.get("/data")
def data():
    return dumped({"name": current_app.config["NAME"], "age": current_app.config["AGE"]})


@pages.get("/names")
def names():
    return dumped([member.name for member in club.members])


@pages.get("/count")
def count():
    return dumped(len(club.members))


@pages.get("/members")
def everybody():
    return answer(Everybody.model_validate(club.members).model_dump_json())


@pages.get("/members/<int:number>")
def one(number):
    member = club.find(number)
    if not member:
        return answer('{"error": "Nobody has this id."}', 404)
    return answer(Shown.model_validate(member).model_dump_json())
