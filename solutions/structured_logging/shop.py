"""A shop that logs what it does. It is given; leave it as it is."""

import logging
import threading
import warnings
from decimal import Decimal

from flask import Blueprint, current_app, request

shop = Blueprint("shop", __name__)
payment = logging.getLogger("shop.payment")
stock = logging.getLogger("shop.stock")
two_visitors = threading.Barrier(2)


@shop.post("/login")
def login():
    given = request.get_json()
    name, password = given["username"], given["password"]
    current_app.logger.info("login of %s", name, extra={"user": name, "password": password})
    return {"welcome": name}


@shop.post("/payments")
def pay():
    amount = Decimal(request.get_json()["amount"])
    payment.debug("about to pay", extra={"seen": {"headers": dict(request.headers)}})
    payment.info("paid", extra={"amount": amount})
    return {"paid": str(amount)}


@shop.get("/failure/<word>")
def failure(word):
    raise LookupError(f"{word} is not on the shelf")


@shop.get("/meeting/<word>")
def meeting(word):
    """Wait until two visitors are here at the same time."""
    current_app.logger.info("%s came", word)
    two_visitors.wait(2)
    payment.info("%s met", word)
    return {"met": word}


@shop.post("/stock/<word>")
def count(word):
    """Count the stock in a thread, as a job would that belongs to no request."""
    job = threading.Thread(target=stock.info, args=("%s counted", word))
    job.start()
    job.join()
    return {"counted": word}


@shop.get("/wait")
def wait():
    """Take a twentieth of a second."""
    threading.Event().wait(0.05)
    return {"waited": 50}


@shop.get("/prices/<word>")
def prices(word):
    warnings.warn(f"the price list {word} is old", stacklevel=2)
    return {"prices": word}
