"""Version 2: objects, to which something can be added."""

from flask import Blueprint

from . import items

bp = Blueprint("v2", __name__)


@bp.after_request
def mark(response):
    response.headers.add("X-API-Version", 2)
    return response


@bp.get("/<name>/")
def index(name):
    return {"department": name, "items": items.all_of(name)}
