"""The first page, and what it says about the other parts."""

from flask import Blueprint, current_app, render_template_string, url_for

bp = Blueprint("site", __name__, static_folder="assets", static_url_path="/site")
PAGE = """<!DOCTYPE html>
<html><head><title>Shop</title>
<link rel=stylesheet href="{{ url_for('site.static', filename='style.css') }}"></head>
<body><h1>Departments</h1>
{% for text, href in links %}<a href="{{ href }}">{{ text }}</a> {% endfor %}
</body></html>"""


def init_app(app):
    app.register_blueprint(bp)


@bp.get("/")
def home():
    names = [department["name"] for department in current_app.config["DEPARTMENTS"]]
    links = [(name, url_for(f"shop-{name}.list")) for name in names]
    if "press" in current_app.blueprints:
        links.append(("News", url_for("press.list")))
    return render_template_string(PAGE, links=links)
