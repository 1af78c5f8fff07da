"""The same with joined loading that the models decide on, as a package."""

from flask import Flask

from .models import db
from .views import blog


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///blog.db"
    app.config.from_mapping(config)
    db.init_app(app)
    app.register_blueprint(blog)
    with app.app_context():
        db.create_all()
    return app
