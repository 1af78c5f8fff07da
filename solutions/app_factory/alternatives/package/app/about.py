"""What the application tells about itself."""

from flask import Blueprint, current_app

from .extensions import db

blueprint = Blueprint("about", __name__)


@blueprint.get("/")
def about():
    """Show settings that are no secrets."""
    return {
        "configuration": current_app.config["APP_CONFIG"],
        "debug": current_app.config["DEBUG"],
        "testing": current_app.config["TESTING"],
        "database": db.engine.url.database,
    }
