"""Blueprints: a package of packages; each part registers itself."""

from flask import Flask

from . import api, errors, press, shop, site


def create_app(config=None):
    app = Flask(__name__, static_folder=None)
    app.config.from_mapping(config or {})
    for part in (site, shop, press, api, errors):
        part.init_app(app)
    return app
