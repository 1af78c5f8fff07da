"""The network: shops, the warehouse, the customers. It is given; leave it as it is.

Nothing is sent anywhere. What a call answers, and when, is in `network`, by the call's name:

    "north/pen": {"answer": 120},                         # a price in cents, at once
    "south/pen": {"answer": 95, "seconds": 0.2},          # after so many seconds
    "east/pen": {"error": "no route to host"},            # price() raises ShopError
    "west/pen": {"answer": 99, "after": ["south/pen"]},   # when those have ended
    "stock/pen": {"answer": 7, "beside": ["north/pen"]},  # when those have begun
    "customer/k3y": {"answer": "Ann"},
    "report/east/pen": {"seconds": 0.1},

What was called, and how it ended, is in `calls`.
"""

import asyncio
import threading
import time

from flask import g, has_app_context

PATIENCE = 1  # second that a call waits for other calls
PAUSE = 0.001

network = {}
calls = []
never = threading.Event()


class ShopError(Exception):
    """A shop could not tell its price. What went wrong there is not for customers."""

    def __init__(self, shop, item, reason):
        super().__init__(f"https://{shop}.internal/prices/{item}: {reason}")
        self.shop = shop
        self.item = item


async def price(shop, item):
    """Return the price of an item in a shop, in cents. Raises ShopError."""
    plan = await over_the_network(f"{shop}/{item}")
    if "answer" not in plan:
        raise ShopError(shop, item, plan.get("error", "404 Not Found"))
    return plan["answer"]


async def customer(key):
    """Return the name of the customer who has this key, or None."""
    plan = await over_the_network(f"customer/{key}")
    return plan.get("answer")


async def report(shop, item):
    """Tell the people who look after the shops that this one has failed."""
    await over_the_network(f"report/{shop}/{item}")


def stock(item):
    """Return how many there are in the warehouse. This library is old: it blocks."""
    call = Call(f"stock/{item}")
    for pause in call.pauses():
        never.wait(pause)
    return call.finish().get("answer")


async def over_the_network(name):
    call = Call(name)
    try:
        for pause in call.pauses():
            await asyncio.sleep(pause)
    except asyncio.CancelledError:
        call.record["end"] = "cancelled"
        raise
    return call.finish()


class Call:
    """A call that has begun: its plan, and the record of it in `calls`."""

    def __init__(self, name):
        self.plan = network.get(name, {})
        self.began = time.monotonic()
        self.record = {
            "call": name,
            "request": g.get("request_id") if has_app_context() else None,
            "open": 1 + sum(record["end"] is None for record in calls),  # this one and others
            "end": None,
        }
        calls.append(self.record)

    def missing(self):
        """Return the names of calls that have to begin or to end before this one ends."""
        begun = {record["call"] for record in calls}
        ended = {record["call"] for record in calls if record["end"]}
        plan = self.plan
        return [*({*plan.get("beside", ())} - begun), *({*plan.get("after", ())} - ended)]

    def pauses(self):
        """Yield pauses, at least one, until it is time to answer."""
        yield 0
        end = self.began + self.plan.get("seconds", 0)
        while (missing := self.missing()) or time.monotonic() < end:
            if missing and time.monotonic() > self.began + PATIENCE:
                self.record["end"] = "in vain"
                name = self.record["call"]
                raise RuntimeError(f"{name} has waited in vain for {', '.join(missing)}")
            yield PAUSE

    def finish(self):
        self.record["end"] = "failed" if "error" in self.plan else "answered"
        return self.plan
