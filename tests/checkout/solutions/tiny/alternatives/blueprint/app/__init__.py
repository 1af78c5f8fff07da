from flask import Flask

from app.pages import pages


def create_app(config=None):
    app = Flask(__name__)
    app.config.update(config or {})
    app.register_blueprint(pages)
    return app
