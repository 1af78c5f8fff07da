"""Async views: the reference answer."""

import asyncio

import shops
from flask import Blueprint, Flask, current_app, g, request

bp = Blueprint("prices", __name__)


async def ask(shop, item):
    async with asyncio.timeout(current_app.config["TIME_LIMIT"]):
        return await shops.price(shop, item)


@bp.before_request
async def know_customer():
    g.request_id = request.headers["X-Request-ID"]
    if not await shops.customer(request.headers.get("X-Api-Key")):
        return {"error": "This is for customers."}, 401
    return None


@bp.errorhandler(shops.ShopError)
async def failed(error):
    await shops.report(error.shop, error.item)
    return {"error": "The shop does not tell its price."}, 502


@bp.errorhandler(TimeoutError)
def slow(_):
    return {"error": "The shop takes too long."}, 504


@bp.get("/price/<shop>/<item>")
async def price(shop, item):
    return {"shop": shop, "item": item, "price": await ask(shop, item)}


@bp.get("/compare/<item>")
async def compare(item):
    async def entry(shop):
        try:
            return {"shop": shop, "price": await ask(shop, item)}
        except (shops.ShopError, TimeoutError):
            return {"shop": shop, "error": "There is no price."}

    prices = await asyncio.gather(*map(entry, request.args.getlist("shop")))
    return {"item": item, "prices": prices}


@bp.get("/offer/<shop>/<item>")
async def offer(shop, item):
    price, stock = await asyncio.gather(ask(shop, item), asyncio.to_thread(shops.stock, item))
    return {"price": price, "stock": stock}


@bp.get("/basket/<shop>")
async def basket(shop):
    free = asyncio.Semaphore(current_app.config["AT_ONCE"])

    async def ask_in_turn(item):
        async with free:
            return await ask(shop, item)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(ask_in_turn(i)) for i in request.args.getlist("item")]
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None
    return {"total": sum(task.result() for task in tasks)}


def create_app(config=None):
    app = Flask(__name__)
    app.config.update(config or {})
    shops.network = app.config["NETWORK"]
    app.register_blueprint(bp)

    @app.get("/calls")
    def calls():
        return shops.calls

    return app
