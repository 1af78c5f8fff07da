"""A blueprint with classes; workers that share the items of a basket; asgiref's thread."""

import shops
from flask import Flask

from .prices import OverdueError, bp


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    shops.network = app.config["NETWORK"]
    app.register_blueprint(bp)

    @app.errorhandler(OverdueError)
    async def overdue(_):
        return {"error": "too slow"}, 504

    @app.get("/calls")
    def calls():
        return shops.calls

    return app
