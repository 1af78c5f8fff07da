"""The shop: views as classes, on a blueprint that each department registers again."""

from flask import Blueprint, g, render_template
from flask.views import View
from werkzeug.exceptions import NotFound

bp = Blueprint("shop", __name__, template_folder="pages", static_folder="assets")


def init_app(app):
    for department in app.config["DEPARTMENTS"]:
        url_prefix = department["prefix"]
        name = f"shop-{department['name']}"
        defaults = {"department": department}
        app.register_blueprint(bp, name=name, url_prefix=url_prefix, url_defaults=defaults)


@bp.url_value_preprocessor
def take_department(_, values):
    g.department = values.pop("department", None)


@bp.context_processor
def give_department():
    return {"department": g.department}


@bp.errorhandler(404)
def fail(_):
    return render_template("shop/sorry.html"), 404


class Listing(View):
    def dispatch_request(self):
        return render_template("shop/index.html")


class Item(View):
    def dispatch_request(self, number):
        titles = g.department["items"]
        if not 0 < number <= len(titles):
            raise NotFound
        return render_template("shop/item.html", title=titles[number - 1])


bp.add_url_rule("/", view_func=Listing.as_view("list"))
bp.add_url_rule("/<int:number>", view_func=Item.as_view("item"))
