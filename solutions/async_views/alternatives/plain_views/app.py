"""Ordinary functions for Flask, each of which runs an event loop of its own."""

import asyncio
import contextvars
from concurrent.futures import ThreadPoolExecutor

import shops
from flask import Blueprint, Flask, current_app, g, jsonify, request

views = Blueprint("views", __name__)
pool = ThreadPoolExecutor(20)


def in_thread(function, *args):
    context = contextvars.copy_context()
    return asyncio.get_running_loop().run_in_executor(pool, context.run, function, *args)


async def ask(shop, item):
    return await asyncio.wait_for(shops.price(shop, item), current_app.config["TIME_LIMIT"])


@views.before_request
def guard():
    g.request_id = request.headers.get("X-Request-ID", "")
    key = request.headers.get("X-Api-Key")
    if key is None or not asyncio.run(shops.customer(key)):
        return jsonify(error="401"), 401
    return None


@views.app_errorhandler(shops.ShopError)
def bad_gateway(error):
    asyncio.run(shops.report(error.shop, error.item))
    return jsonify(error="502"), 502


@views.app_errorhandler(asyncio.TimeoutError)
def timed_out(_):
    return jsonify(error="504"), 504


@views.route("/price/<shop>/<item>")
def price(shop, item):
    return jsonify(shop=shop, item=item, price=asyncio.run(ask(shop, item)))


@views.route("/compare/<item>")
def compare(item):
    names, limit = request.args.getlist("shop"), current_app.config["TIME_LIMIT"]

    async def collect():
        tasks = {name: asyncio.create_task(shops.price(name, item)) for name in names}
        _, slow = await asyncio.wait(tasks.values(), timeout=limit)
        for task in slow:
            task.cancel()
        return [
            {"shop": name, "error": "none"}
            if task in slow or task.exception()
            else {"shop": name, "price": task.result()}
            for name, task in tasks.items()
        ]

    return jsonify(item=item, prices=asyncio.run(collect()))


@views.route("/offer/<shop>/<item>")
def offer(shop, item):
    async def both():
        stock = in_thread(shops.stock, item)
        return {"price": await ask(shop, item), "stock": await stock}

    return asyncio.run(both())


@views.route("/basket/<shop>")
def basket(shop):
    items = request.args.getlist("item")
    size = current_app.config["AT_ONCE"]

    async def add():
        total = 0
        for at in range(0, len(items), size):
            total += sum(await asyncio.gather(*(ask(shop, i) for i in items[at : at + size])))
        return total

    return jsonify(total=asyncio.run(add()))


def create_app(config=None):
    app = Flask(__name__)
    app.config.update({"TIME_LIMIT": 5, "AT_ONCE": 5} | (config or {}))
    shops.network = app.config["NETWORK"]
    app.register_blueprint(views)
    app.add_url_rule("/calls", view_func=lambda: jsonify(shops.calls))
    return app
