"""Transactions that begin as writers, so that nothing changes between look and change."""

import logging

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from .models import db
from .refusals import Refusal
from .views import bank

log = logging.getLogger(__name__)


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    db.init_app(app)
    app.register_blueprint(bank)
    with app.app_context():
        db.create_all()

    @app.errorhandler(Refusal)
    def explain(refusal):
        return {"error": refusal.text}, refusal.status

    @app.errorhandler(400)
    @app.errorhandler(404)
    @app.errorhandler(415)
    def answer_in_json(error):
        return {"error": error.name}, error.code

    @app.errorhandler(SQLAlchemyError)
    def apologise(error):
        log.error("The database has failed.", exc_info=error)
        return {"error": "Something went wrong here. Nothing has been moved."}, 500

    return app
