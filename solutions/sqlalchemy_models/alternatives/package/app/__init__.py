"""The same as a package: models with a type for times, blueprints, an engine event for all."""

from flask import Flask

from .models import db
from .views import orders, users


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///shop.db"
    app.config.from_mapping(config)
    db.init_app(app)
    app.register_blueprint(users)
    app.register_blueprint(orders)
    with app.app_context():
        db.create_all()
    return app
