"""Views that share one event loop."""

import asyncio
import threading

from flask import Flask


class Greeter:
    """An asynchronous service that belongs to the loop in which it was made."""

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.names = asyncio.Queue()
        threading.Thread(target=self.loop.run_forever, name="loop", daemon=True).start()
        asyncio.run_coroutine_threadsafe(self.serve(), self.loop)

    async def serve(self):
        while True:
            name, answer = await self.names.get()
            self.loop.call_later(0.01, answer.set_result, f"Hello, {name}!")

    async def ask(self, name):
        answer = self.loop.create_future()
        await self.names.put((name, answer))
        return await answer

    def __call__(self, name):
        return asyncio.run_coroutine_threadsafe(self.ask(name), self.loop).result(timeout=5)


def create_app(config=None):
    app = Flask(__name__)
    greeting = Greeter()

    @app.get("/")
    def hello():
        return greeting("World")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": greeting(name)}

    return app
