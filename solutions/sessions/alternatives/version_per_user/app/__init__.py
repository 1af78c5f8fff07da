"""Sessions with a number for each user that grows with every logout, as a package."""

from datetime import timedelta

from flask import Flask

from .models import db
from .shop import shop


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_object(f"{__name__}.Defaults")
    app.config.from_mapping(config or {})
    if not app.config.get("SECRET_KEY"):
        raise RuntimeError("Set SECRET_KEY.")
    db.init_app(app)
    app.register_blueprint(shop)
    with app.app_context():
        db.create_all()
    return app


class Defaults:
    """What holds unless the configuration says otherwise."""

    USERS: dict = {}  # noqa: RUF012 - Flask's way of giving defaults
    PERMANENT_SESSION_LIFETIME = timedelta(weeks=1)
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_HTTPONLY = True
    SESSION_COOKIE_SAMESITE = "Strict"
    SESSION_REFRESH_EACH_REQUEST = False
