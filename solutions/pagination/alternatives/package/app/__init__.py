"""The same as a package: pydantic for the query, a window function for the total."""

from flask import Flask
from pydantic import ValidationError

from .models import db
from .views import contacts


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///contacts.db"
    app.config.from_mapping(config)
    db.init_app(app)
    app.register_blueprint(contacts, url_prefix="/contacts")
    with app.app_context():
        db.create_all()

    @app.errorhandler(ValidationError)
    def refuse(error):
        return {"error": [f"{fault['loc']}: {fault['msg']}" for fault in error.errors()]}, 400

    return app
