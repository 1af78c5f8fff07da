"""Error handlers: own exceptions are HTTP exceptions, and the application class logs."""

import builtins
import secrets

from flask import Flask, abort, current_app, g, jsonify, request
from flask.views import MethodView
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.exceptions import BadRequest, Conflict, Gone, HTTPException


class SoldOut(Conflict):
    """There is less of it than somebody wants."""

    def __init__(self, requested, available):
        super().__init__(f"Only {available} left.")
        self.extra = {"details": {"requested": requested, "available": available}}


class Replaced(Gone):
    """There is another item in its place."""

    def __init__(self, replacement):
        super().__init__(f"Please order item {replacement}.")
        self.extra = {"details": {"replacement": replacement}}


class Faulty(BadRequest):
    """A body that breaks the rules."""

    description = "Please look at the fields."

    def __init__(self, error):
        super().__init__()
        fields = {}
        for fault in error.errors():
            fields.setdefault(str((*fault["loc"], "body")[0]), []).append(fault["msg"])
        self.extra = {"fields": fields}


class Strict(BaseModel):
    model_config = ConfigDict(strict=True)

    @classmethod
    def read(cls):
        try:
            return cls.model_validate(request.json)
        except ValidationError as error:
            raise Faulty(error) from error


class NewItem(Strict):
    name: str = Field(min_length=1, max_length=80)
    stock: int = Field(ge=0)


class NewOrder(Strict):
    quantity: int = Field(ge=1)


class Shop(Flask):
    """An application that gives every failure a number before it is logged."""

    def log_exception(self, exc_info):
        g.incident = secrets.token_urlsafe(9)
        self.logger.critical("Incident %s", g.incident, exc_info=exc_info)


def answer_in_json(error):
    extra = getattr(error, "extra", {})
    if error.code == 500:
        extra = {"incident": g.get("incident")}
    response = jsonify(status=error.code, error=error.description, **extra)
    response.status_code = error.code
    for name, value in error.get_headers():
        if name != "Content-Type":
            response.headers[name] = value
    return response


def item_or_404(number):
    items = current_app.extensions["items"]
    if not 1 <= number <= len(items):
        abort(404, description=f"No item has the id {number}.")
    return items[number - 1]


class Items(MethodView):
    def get(self):
        return current_app.extensions["items"]

    def post(self):
        new, items = NewItem.read(), current_app.extensions["items"]
        items.append({"id": len(items) + 1, "replacement": None} | new.model_dump())
        return items[-1], 201


class Item(MethodView):
    def get(self, number):
        return item_or_404(number)


class Orders(MethodView):
    def post(self, number):
        item = item_or_404(number)
        order = NewOrder.read()
        if item["replacement"] is not None:
            raise Replaced(item["replacement"])
        if order.quantity > item["stock"]:
            raise SoldOut(order.quantity, item["stock"])
        item["stock"] -= order.quantity
        return {"item": number, "quantity": order.quantity, "left": item["stock"]}, 201


def accounts():
    abort(403, description="Administrators only.")


def supplier():
    after = current_app.config["RETRY_AFTER"]
    abort(503, description="The supplier does not answer.", retry_after=after)


def crash():
    raise getattr(builtins, current_app.config["CRASH"])(current_app.config["CRASH_TEXT"])


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Shop(__name__)
    app.config.update({"ITEMS": []} | (config or {}))
    items = enumerate(app.config["ITEMS"], start=1)
    app.extensions["items"] = [{"id": number} | item for number, item in items]
    app.register_error_handler(HTTPException, answer_in_json)
    app.add_url_rule("/items/", view_func=Items.as_view("items"))
    app.add_url_rule("/items/<int:number>", view_func=Item.as_view("item"))
    app.add_url_rule("/items/<int:number>/orders", view_func=Orders.as_view("orders"))
    for view in (accounts, supplier, crash):
        app.add_url_rule(f"/{view.__name__}", view_func=view)
    return app
