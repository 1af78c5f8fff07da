"""The pages."""

from urllib.parse import urlsplit

from flask import Blueprint, current_app, render_template
from flask.views import View

pages = Blueprint("pages", __name__)


class ReadingList(View):
    """The list."""

    def dispatch_request(self):
        entries = [
            {"entry": entry, "linked": self.is_web_address(entry["url"])}
            for entry in current_app.config["ENTRIES"]
        ]
        return render_template("site/list.html", rows=entries)

    def is_web_address(self, url):
        """Tell whether a browser would open the address as a page of the web."""
        try:
            scheme = urlsplit(url).scheme
        except ValueError:
            return False
        return scheme in {"http", "https"} and url[len(scheme) :].startswith("://")


class Page(View):
    """A page that needs nothing but its URL."""

    def __init__(self, template):
        self.template = template

    def dispatch_request(self, **values):
        return render_template(self.template, **values)


def not_found(error):
    """Answer for a URL that does not exist."""
    return render_template("site/not_found.html"), error.code


pages.add_url_rule("/", view_func=ReadingList.as_view("list"))
pages.add_url_rule("/greet/<name>", view_func=Page.as_view("greeting", "site/greeting.html"))
pages.add_url_rule("/about", view_func=Page.as_view("about", "site/about.html"))
