"""Templates, as a package: the factory, and what every template may use."""

from flask import Flask

from .pages import not_found, pages


def duration(minutes):
    """Write minutes as hours and minutes."""
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = minutes // 60, minutes % 60
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping({"ENTRIES": [], "FOOTER": "Reading list", **(config or {})})
    app.jinja_env.filters["duration"] = duration
    app.context_processor(lambda: {"footer": app.config["FOOTER"]})
    app.register_blueprint(pages)
    app.register_error_handler(404, not_found)
    return app
