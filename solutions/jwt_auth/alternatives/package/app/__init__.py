"""The same service as a package: a blueprint, a marshmallow schema, the extension's user loader."""

from datetime import timedelta

from flask import Flask
from werkzeug.exceptions import HTTPException

from . import auth, errors
from .models import db


def create_app(config=None):
    app = Flask(__name__)
    app.config["JWT_ACCESS_TOKEN_EXPIRES"] = timedelta(hours=1)
    app.config.from_mapping(config or {})

    db.init_app(app)
    auth.jwt.init_app(app)
    app.register_blueprint(auth.bp)
    app.register_error_handler(HTTPException, errors.from_http)

    with app.app_context():
        db.create_all()
    return app
