"""Error handlers as a package: errors, handlers and views in modules of their own."""

from flask import Flask

from .handlers import handlers
from .views import views


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    rows = enumerate(app.config["ITEMS"], start=1)
    app.extensions["stock"] = {number: {"id": number, **row} for number, row in rows}
    app.register_blueprint(handlers)
    app.register_blueprint(views)
    return app
