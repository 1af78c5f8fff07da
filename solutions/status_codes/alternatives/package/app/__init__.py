"""Status codes: a package with blueprints, whose views return every status themselves."""

from flask import Flask

from . import exports, pages, theme


def create_app(config=None):
    app = Flask(__name__)
    app.config.update(config or {})
    pages.init_app(app)
    exports.init_app(app)
    app.register_blueprint(theme.bp)
    return app
