"""The news."""

from flask import Blueprint, render_template

news = Blueprint(
    "news", __name__, url_prefix="/news", template_folder="templates", static_folder="static"
)


@news.get("/")
def list_news():
    return render_template("news/list.html")
