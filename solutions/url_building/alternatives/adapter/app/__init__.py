"""URL building as a package: one adapter for the public address, made when the app is."""

from urllib.parse import urlsplit

from flask import Flask

from .pages import pages


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    app.register_blueprint(pages)
    public = urlsplit(app.config["PUBLIC_URL"])
    app.extensions["public"] = app.url_map.bind(public.netloc, url_scheme=public.scheme)
    return app
