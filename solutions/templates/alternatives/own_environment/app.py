"""Templates with a Jinja environment of one's own; whatever is logic happens before rendering."""

import re
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from werkzeug.exceptions import NotFound

NAVIGATION = {"/": "List", "/about": "About"}

templates = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    undefined=StrictUndefined,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Item:
    """An entry as it is shown."""

    title: str
    link: str | None
    tooltip: str
    time: str
    classes: str

    @classmethod
    def of(cls, entry):
        """Decide how an entry is shown."""
        hours, minutes = entry["minutes"] // 60, entry["minutes"] % 60
        return cls(
            title=entry["title"],
            link=entry["url"] if re.match("https?://", entry["url"], re.IGNORECASE) else None,
            tooltip=entry["note"],
            time=" ".join([f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes)),
            classes="read" if entry["read"] else "",
        )


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config["ENTRIES"] = []
    app.config["FOOTER"] = "Reading list"
    app.config.from_mapping(config or {})

    def page(template, heading, **values):
        return templates.get_template(template).render(
            heading=heading,
            navigation=NAVIGATION,
            here=request.path,
            footer=app.config["FOOTER"],
            **values,
        )

    @app.route("/")
    def start():
        entries = app.config["ENTRIES"]
        items = [Item.of(entry) for entry in entries]
        return page("list.html", "To read", items=items, data=htmlsafe_json_dumps(entries))

    @app.route("/about")
    def about():
        return page("text.html", "About", text=Markup("<b>Things</b> to read."))

    @app.route("/greet/<name>")
    def greet(name):
        return page("text.html", f"Hello, {name}!", text="Nice to see you.")

    @app.errorhandler(NotFound)
    def not_found(error):
        return page("text.html", "Page not found", text=error.description), 404

    return app
