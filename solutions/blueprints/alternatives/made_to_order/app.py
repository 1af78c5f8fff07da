"""Blueprints: made to order by functions, with what they need in their closures."""

from flask import Blueprint, Flask, jsonify, render_template_string, request, url_for
from markupsafe import Markup

LAYOUT = """<!doctype html>
<title>{{ heading }}</title>
<link href="{{ url_for(part, filename='style.css') }}" rel="stylesheet">
<h1>{{ heading }}</h1>
{{ content }}"""


def show(heading, content):
    """Return a page with the style sheet of the part that is asked."""
    part = ".static" if request.blueprint else "static"
    content = Markup("").join(content)
    return render_template_string(LAYOUT, part=part, heading=heading, content=content)


def link(endpoint, text, **values):
    return Markup('<p><a href="{}">{}</a></p>').format(url_for(endpoint, **values), text)


def make_department(department):
    name = department["name"]
    titles = dict(enumerate(department["items"], start=1))
    part = Blueprint(
        name, __name__, url_prefix=department["prefix"], static_folder="styles/catalogue",
        static_url_path="/styles",
    )  # fmt: skip

    @part.route("/")
    def index():
        return show(name, [link(".show", text, number=n) for n, text in titles.items()])

    def show_title(number):
        if number not in titles:
            return show("Sorry", [link(".index", "Back")]), 404
        return show(titles[number], [link(".index", "Back")])

    part.add_url_rule("/<int:number>", "show", show_title)
    return part


def make_news(texts):
    part = Blueprint(
        "news", __name__, url_prefix="/news", static_folder="styles/news", static_url_path="/files"
    )

    @part.route("/")
    def index():
        entries = Markup("").join(Markup("<li>{}</li>").format(text) for text in texts)
        return show("News", [Markup("<ul>"), entries, Markup("</ul>")])

    return part


def make_version(number, departments):
    part = Blueprint(f"v{number}", __name__, url_prefix=f"/v{number}")
    found = {department["name"]: department["items"] for department in departments}

    def items_of(name):
        return [
            {"id": n, "title": title, "url": url_for(f"{name}.show", number=n)}
            for n, title in enumerate(found[name], start=1)
        ]

    @part.route("/<name>/")
    def index(name):
        if name not in found:
            return {"error": f"There is no {name}."}, 404
        items = items_of(name)
        return jsonify(items if number == 1 else {"department": name, "items": items})

    def show_item(name, item):
        for known in items_of(name) if name in found else ():
            if known["id"] == item:
                return known
        return {"error": f"There is no item {item}."}, 404

    if number == 1:
        part.add_url_rule("/<name>/<int:item>", view_func=show_item)

    @part.after_request
    def mark(response):
        response.headers["X-API-Version"] = f"{number}"
        response.cache_control.no_store = True
        return response

    return part


def create_app(config=None):
    app = Flask(__name__, static_folder="styles/site")
    app.config.update(config or {})
    departments, prefix = app.config["DEPARTMENTS"], app.config["API_PREFIX"]
    parts = [make_department(department) for department in departments]
    links = {name: f"{name}.index" for name in (part.name for part in parts)}
    if app.config["NEWS"] is not None:
        parts.append(make_news(app.config["NEWS"]))
        links["News"] = "news.index"
    api = Blueprint("api", __name__, url_prefix=prefix)
    for number in (1, 2):
        api.register_blueprint(make_version(number, departments))
    for part in (*parts, api):
        app.register_blueprint(part)

    @app.route("/")
    def index():
        return show("Departments", [link(there, text) for text, there in links.items()])

    def explain(error):
        if f"{request.path}/".startswith(f"{prefix}/"):
            return {"error": error.name}, error.code
        return error.name, error.code

    for status in (404, 405):
        app.register_error_handler(status, explain)
    return app
