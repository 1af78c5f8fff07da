"""The press office, which not every shop has."""

from flask import Blueprint, current_app, render_template

bp = Blueprint("press", __name__, template_folder="pages", static_folder="assets")


def init_app(app):
    if app.config.get("NEWS") is not None:
        app.register_blueprint(bp, url_prefix="/news")


@bp.get("/", endpoint="list")
def list_texts():
    return render_template("press/index.html", texts=current_app.config["NEWS"])
