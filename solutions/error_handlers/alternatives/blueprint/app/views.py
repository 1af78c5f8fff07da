"""The shop."""

import builtins

from flask import Blueprint, abort, current_app, request
from marshmallow import EXCLUDE, Schema, fields, validate

from .errors import NotEnoughError, ReplacedError

views = Blueprint("shop", __name__)

Item = Schema.from_dict(
    {
        "name": fields.Str(required=True, validate=validate.Length(min=1, max=80)),
        "stock": fields.Int(required=True, strict=True, validate=validate.Range(min=0)),
    }
)
Order = Schema.from_dict(
    {"quantity": fields.Int(required=True, strict=True, validate=validate.Range(min=1))}
)


def stock():
    return current_app.extensions["stock"]


def find(item_id):
    if item_id not in stock():
        abort(404, f"Item {item_id} does not exist.")
    return stock()[item_id]


@views.route("/items/", methods=["GET", "POST"])
def items():
    if request.method == "POST":
        new = {"id": len(stock()) + 1, "replacement": None}
        new |= Item(unknown=EXCLUDE).load(request.get_json())
        stock()[new["id"]] = new
        return new, 201
    return list(stock().values())


@views.get("/items/<int:item_id>")
def item(item_id):
    return find(item_id)


@views.post("/items/<int:item_id>/orders")
def orders(item_id):
    wanted = find(item_id)
    order = Order(unknown=EXCLUDE).load(request.get_json())
    if wanted["replacement"]:
        raise ReplacedError(wanted["replacement"])
    if order["quantity"] > wanted["stock"]:
        raise NotEnoughError(order["quantity"], wanted["stock"])
    wanted["stock"] -= order["quantity"]
    return {"item": item_id, "quantity": order["quantity"], "left": wanted["stock"]}, 201


@views.get("/accounts")
def accounts():
    return abort(403, "Administrators only.")


@views.get("/supplier")
def supplier():
    after = current_app.config["RETRY_AFTER"]
    return abort(503, "The supplier does not answer.", retry_after=after)


@views.get("/crash")
def crash():
    raise getattr(builtins, current_app.config["CRASH"])(current_app.config["CRASH_TEXT"])
