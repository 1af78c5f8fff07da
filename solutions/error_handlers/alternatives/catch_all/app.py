"""Error handlers: one for every exception; it tells the kinds apart and logs by itself."""

import builtins
import datetime as dt
import itertools
import logging

from flask import Flask, request
from werkzeug.exceptions import Forbidden, HTTPException, NotFound, ServiceUnavailable

numbers = itertools.count(1)


class RefusalError(Exception):
    """A status and the body that goes with it."""

    def __init__(self, status, error, **more):
        super().__init__(error)
        self.status, self.more = status, more


def answer(error):
    match error:
        case RefusalError():
            return {"status": error.status, "error": str(error), **error.more}, error.status
        case HTTPException():
            headers = [pair for pair in error.get_headers() if pair[0] != "Content-Type"]
            return {"status": error.code, "error": error.description}, error.code, headers
    incident = f"{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S}-{next(numbers)}"
    print(f"incident {incident}")  # noqa: T201 - stdout is a log, too
    logging.getLogger("shop").error("Something failed", exc_info=error)
    return {"status": 500, "error": "We are sorry.", "incident": incident}, 500


def checked(**rules):
    """Return the body's fields, each of which keeps its rule."""
    body = request.get_json()
    if not isinstance(body, dict):
        raise RefusalError(400, "The body must be an object.")
    fields = {name: [f"must be {what}"] for name, (what, rule) in rules.items()
              if not rule(body.get(name))}  # fmt: skip
    if fields:
        raise RefusalError(400, "Some fields are wrong.", fields=fields)
    return {name: body[name] for name in rules}


def is_name(value):
    return isinstance(value, str) and 0 < len(value) <= 80


def from_(least):
    return lambda value: type(value) is int and value >= least


def add_views(app, items):
    def item(number):
        try:
            return items[number]
        except KeyError:
            raise NotFound(f"Unknown item: {number}") from None

    @app.get("/items/")
    def every():
        return list(items.values())

    @app.post("/items/")
    def add():
        fields = checked(name=("a name", is_name), stock=("a number from 0", from_(0)))
        number = max(items, default=0) + 1
        items[number] = {"id": number, "replacement": None, **fields}
        return items[number], 201

    app.add_url_rule("/items/<int:number>", view_func=item)

    @app.post("/items/<int:number>/orders")
    def sell(number):
        sold, stock = item(number), item(number)["stock"]
        quantity = checked(quantity=("a number from 1", from_(1)))["quantity"]
        if sold["replacement"]:
            details = {"replacement": sold["replacement"]}
            raise RefusalError(410, "This item has been replaced.", details=details)
        if quantity > stock:
            details = {"requested": quantity, "available": stock}
            raise RefusalError(409, "That is too much.", details=details)
        sold["stock"] = stock - quantity
        return {"item": number, "quantity": quantity, "left": sold["stock"]}, 201


def add_troubles(app):
    @app.get("/accounts")
    def accounts():
        raise Forbidden("Administrators only.")

    @app.get("/supplier")
    def supplier():
        after = app.config["RETRY_AFTER"]
        raise ServiceUnavailable("The supplier does not answer.", retry_after=after)

    @app.get("/crash")
    def crash():
        raise getattr(builtins, app.config["CRASH"])(app.config["CRASH_TEXT"])


def create_app(config=None):
    """Return the application."""
    app = Flask(__name__)
    app.config.from_mapping(config)
    items = dict(enumerate(app.config["ITEMS"], start=1))
    add_views(app, {number: {"id": number, **item} for number, item in items.items()})
    add_troubles(app)
    app.register_error_handler(Exception, answer)
    return app
