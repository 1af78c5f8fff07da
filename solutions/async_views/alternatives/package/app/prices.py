import asyncio

import shops
from asgiref.sync import sync_to_async
from flask import Blueprint, abort, current_app, g, jsonify, request
from flask.views import MethodView
from shops import ShopError

bp = Blueprint("prices", __name__)


class OverdueError(Exception):
    """A shop has taken too long."""


async def ask(shop, item):
    limit = current_app.config["TIME_LIMIT"]
    try:
        return await asyncio.wait_for(shops.price(shop, item), limit)
    except TimeoutError as error:
        raise OverdueError from error


@bp.before_request
def keep_id():
    g.request_id = request.headers["X-Request-ID"]


@bp.before_request
async def check_key():
    key = request.headers.get("X-Api-Key")
    g.customer = await shops.customer(key) if key else None
    if g.customer is None:
        abort(401)


@bp.errorhandler(401)
def unknown(_):
    return jsonify(error="who are you?"), 401


@bp.errorhandler(ShopError)
async def broken(error):
    report = asyncio.create_task(shops.report(error.shop, error.item))
    await asyncio.wait([report])
    return jsonify(error="bad gateway"), 502


class Price(MethodView):
    async def get(self, shop, item):
        return jsonify(item=item, shop=shop, price=await ask(shop, item))


class Compare(MethodView):
    async def get(self, item):
        names = request.args.getlist("shop")
        results = await asyncio.gather(*(ask(n, item) for n in names), return_exceptions=True)
        prices = [
            {"shop": name, "error": type(result).__name__}
            if isinstance(result, Exception)
            else {"shop": name, "price": result}
            for name, result in zip(names, results, strict=True)
        ]
        return jsonify(item=item, prices=prices)


class Offer(MethodView):
    async def get(self, shop, item):
        waiting = asyncio.create_task(ask(shop, item))
        stock = await sync_to_async(shops.stock)(item)
        return jsonify(price=await waiting, stock=stock)


class Basket(MethodView):
    async def get(self, shop):
        items = iter(request.args.getlist("item"))
        paid = []

        async def work():
            for item in items:
                paid.append(await ask(shop, item))  # noqa: PERF401 - others append, too

        workers = [asyncio.create_task(work()) for _ in range(current_app.config["AT_ONCE"])]
        done, rest = await asyncio.wait(workers, return_when=asyncio.FIRST_EXCEPTION)
        for worker in rest:
            worker.cancel()
        for worker in done:
            await worker
        return jsonify(total=sum(paid))


bp.add_url_rule("/price/<shop>/<item>", view_func=Price.as_view("price"))
bp.add_url_rule("/compare/<item>", view_func=Compare.as_view("compare"))
bp.add_url_rule("/offer/<shop>/<item>", view_func=Offer.as_view("offer"))
bp.add_url_rule("/basket/<shop>", view_func=Basket.as_view("basket"))
