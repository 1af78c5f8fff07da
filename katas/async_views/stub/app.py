"""Async views: your answer. What is here is given; leave it as it is."""

import shops
from flask import Flask


def create_app(config=None):
    app = Flask(__name__)
    app.config.update(config or {})
    shops.network = app.config["NETWORK"]

    @app.get("/calls")
    def calls():
        return shops.calls

    return app
