"""Views that share one event loop, which belongs to the module."""

import asyncio
import threading

from flask import Flask

loop = asyncio.new_event_loop()
threading.Thread(target=loop.run_forever, daemon=True).start()


async def greeting(name):
    await asyncio.sleep(0.01)
    return f"Hello, {name}!"


def run(coroutine):
    """Run *coroutine* in the loop's thread and return its result."""
    return asyncio.run_coroutine_threadsafe(coroutine, loop).result(timeout=5)


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return run(greeting("World"))

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": run(greeting(name))}

    return app
