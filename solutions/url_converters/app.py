"""URL converters: the reference answer."""

from datetime import date, timedelta

from flask import Flask, url_for
from werkzeug.routing import BaseConverter, IntegerConverter, ValidationError


class PlainNumber(IntegerConverter):
    """A whole number in the one spelling that it has."""

    regex = "0|[1-9][0-9]*"


class Day(BaseConverter):
    """A day as YYYYMMDD."""

    regex = "[0-9]{8}"

    def to_python(self, value):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError from error

    def to_url(self, value):
        return f"{value:%Y%m%d}"


def add_numbers(app):
    @app.get("/hours/<number(max=23):hour>")
    def show_hour(hour):
        return {"hour": hour}

    @app.get("/rain/<float:millimetres>")
    def show_rain(millimetres):
        return {"millimetres": millimetres}

    @app.get("/altitudes/<int(signed=True):metres>")
    def show_altitude(metres):
        return {"metres": metres}

    @app.get("/temperatures/<int(signed=True):celsius>")
    @app.get("/temperatures/<float(signed=True):celsius>")
    def show_temperature(celsius):
        return {"celsius": celsius}


def create_app(config=None):
    """Return the application; *config* holds the layers of the maps."""
    app = Flask(__name__)
    app.config.update(config or {})
    app.url_map.converters.update(number=PlainNumber, day=Day)
    add_numbers(app)
    layers = ", ".join(app.config["LAYERS"])

    @app.get("/stations/<name>")
    def show_station(name):
        return {"name": name}

    @app.get("/stations/<number:number>")
    def show_numbered_station(number):
        return {"number": number}

    @app.get("/sensors/<uuid:sensor>")
    def show_sensor(sensor):
        return {"sensor": sensor}

    @app.get(f"/maps/<any({layers}):layer>")
    def show_map(layer):
        return {"layer": layer}

    @app.get("/files/<path:path>")
    def show_file(path):
        return {"path": path}

    @app.get("/days/<day:day>")
    def show_day(day):
        following = url_for("show_day", day=day + timedelta(days=1))
        return {"day": day.isoformat(), "next": following}

    return app
