"""URL converters: none but path; every view looks at its text by itself."""

import re
from datetime import date, timedelta
from uuid import UUID

from flask import Flask, abort, jsonify

PLAIN = r"0|[1-9][0-9]*"
GROUPS = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"


def fits(pattern, text):
    return re.fullmatch(pattern, text, re.ASCII) is not None


def number(pattern, text, kind):
    if not fits(pattern, text):
        abort(404)
    return kind(text)


def calendar(text):
    if not fits(r"\d{8}", text):
        abort(404)
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        abort(404)


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.update({"LAYERS": []} | (config or {}))

    @app.route("/stations/<text>")
    def station(text):
        return {"number": int(text)} if fits(PLAIN, text) else {"name": text}

    @app.route("/hours/<text>")
    def hour(text):
        found = number(PLAIN, text, int)
        return {"hour": found} if found < 24 else abort(404)

    @app.route("/rain/<text>")
    def rain(text):
        return {"millimetres": number(r"\d+\.\d+", text, float)}

    @app.route("/altitudes/<text>")
    def altitude(text):
        return {"metres": number(r"-?\d+", text, int)}

    @app.route("/temperatures/<text>")
    def temperature(text):
        return jsonify(celsius=number(r"-?\d+(\.\d+)?", text, float))

    @app.route("/sensors/<text>")
    def sensor(text):
        return {"sensor": str(number(GROUPS, text, UUID))}

    @app.route("/maps/<text>")
    def layer(text):
        return {"layer": text} if text in app.config["LAYERS"] else abort(404)

    @app.route("/files/<path:text>")
    def file(text):
        return jsonify(path=text)

    @app.route("/days/<text>")
    def day(text):
        found = calendar(text)
        following = (found + timedelta(days=1)).strftime("%Y%m%d")
        return {"day": f"{found:%Y-%m-%d}", "next": f"/days/{following}"}

    return app
