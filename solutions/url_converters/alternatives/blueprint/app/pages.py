"""The pages, one rule each; the view is a class that knows the name of its field."""

import datetime as dt

from flask import Blueprint, abort, current_app, url_for
from flask.views import View

pages = Blueprint("pages", __name__)


class Echo(View):
    """Answer with what the converter made of the URL."""

    def dispatch_request(self, **fields):
        return fields


RULES = {
    "station": "/stations/<string:name>",
    "numbered": '/stations/<num("0|[1-9][0-9]*"):number>',
    "hour": "/hours/<hour:hour>",
    "rain": "/rain/<float:millimetres>",
    "altitude": r'/altitudes/<num("-?\d+"):metres>',
    "temperature": "/temperatures/<temperature:celsius>",
    "sensor": "/sensors/<uuid:sensor>",
    "file": "/files/<path:path>",
}

for name, rule in RULES.items():
    pages.add_url_rule(rule, view_func=Echo.as_view(name))


@pages.get('/maps/<re("[a-z]+"):layer>')
def show_layer(layer):
    if layer not in current_app.config["LAYERS"]:
        abort(404)
    return {"layer": layer}


@pages.get("/days/<day:day>")
def show_day(day):
    tomorrow = day + dt.timedelta(days=1)
    return {"day": day.strftime("%Y-%m-%d"), "next": url_for(".show_day", day=tomorrow)}
