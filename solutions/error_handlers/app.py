"""Error handlers: the reference answer."""

import builtins
from uuid import uuid4

from flask import Flask, abort, json, request
from marshmallow import Schema, ValidationError, fields
from marshmallow.validate import Length, Range
from werkzeug.exceptions import HTTPException, InternalServerError


class ShopError(Exception):
    """What the shop refuses: a message for the client, with details to act on."""

    def __init__(self, message, **details):
        self.message, self.details = message, details


class SoldOutError(ShopError):
    status = 409


class DiscontinuedError(ShopError):
    status = 410


class ItemSchema(Schema):
    name = fields.String(required=True, validate=Length(1, 80))
    stock = fields.Integer(required=True, validate=Range(min=0))


class OrderSchema(Schema):
    quantity = fields.Integer(required=True, validate=Range(min=1))


def take(item, quantity):
    """Take pieces out of stock; nothing in here knows about requests and responses."""
    if item["replacement"]:
        message = f"{item['name']} is not made any more."
        raise DiscontinuedError(message, replacement=item["replacement"])
    if quantity > item["stock"]:
        message = f"There are not enough of {item['name']}."
        raise SoldOutError(message, requested=quantity, available=item["stock"])
    item["stock"] -= quantity


def register_error_handlers(app):
    @app.errorhandler(HTTPException)
    def refuse(error):
        response = error.get_response()
        response.data = json.dumps({"status": error.code, "error": error.description})
        response.content_type = "application/json"
        return response

    @app.errorhandler(ValidationError)
    def explain_faults(error):
        return {"status": 400, "error": "The body has faults.", "fields": error.messages}, 400

    @app.errorhandler(ShopError)
    def explain_refusal(error):
        body = {"status": error.status, "error": error.message, "details": error.details}
        return body, error.status

    @app.errorhandler(InternalServerError)
    def hide_failure(error):
        incident = uuid4().hex
        app.logger.error("The failure above is incident %s", incident)
        return {"status": 500, "error": error.description, "incident": incident}, 500


def create_app(config=None):
    """Return the application; *config* holds the items and what may go wrong."""
    app = Flask(__name__)
    app.config.update(config or {})
    items = {number: {"id": number, **item} for number, item in enumerate(app.config["ITEMS"], 1)}
    register_error_handlers(app)

    def find(item_id):
        return items.get(item_id) or abort(404, f"There is no item {item_id}.")

    @app.get("/items/")
    def list_items():
        return list(items.values())

    @app.post("/items/")
    def add_item():
        item = ItemSchema().load(request.get_json())
        item_id = len(items) + 1
        items[item_id] = {"id": item_id, **item, "replacement": None}
        return items[item_id], 201

    @app.get("/items/<int:item_id>")
    def show_item(item_id):
        return find(item_id)

    @app.post("/items/<int:item_id>/orders")
    def order(item_id):
        item = find(item_id)
        quantity = OrderSchema().load(request.get_json())["quantity"]
        take(item, quantity)
        return {"item": item_id, "quantity": quantity, "left": item["stock"]}, 201

    @app.get("/accounts")
    def list_accounts():
        abort(403, "Administrators only.")

    @app.get("/supplier")
    def ask_supplier():
        abort(503, "The supplier does not answer.", retry_after=app.config["RETRY_AFTER"])

    @app.get("/crash")
    def crash():
        raise getattr(builtins, app.config["CRASH"])(app.config["CRASH_TEXT"])

    return app
