"""The two pages."""

from flask import Blueprint, current_app

pages = Blueprint("pages", __name__)


@pages.route("/")
def hello():
    """Say hello."""
    return current_app.config["GREETING"]


@pages.route("/status")
def status():
    """Tell the application's name and whether it is in debug mode."""
    return {"name": current_app.name, "debug": current_app.debug}
