"""Role-based access without Flask-Login: every route is closed unless it says who may."""

from flask import Flask

from . import access, articles, people
from .models import db


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__, static_folder=None)
    app.config.from_mapping(config or {})
    db.init_app(app)
    app.register_blueprint(people.bp)
    app.register_blueprint(articles.bp)
    app.before_request(access.check)
    access.refuse_forgotten_routes(app)
    with app.app_context():
        db.create_all()
    return app
