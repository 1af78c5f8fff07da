"""File upload with contents in files, and all that is known about them in a SQLite index."""

from flask import Flask

from .store import Store
from .views import files


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_object("app.settings")
    app.config.update(config or {})
    app.extensions["store"] = Store(app.config["UPLOAD_FOLDER"])
    app.register_blueprint(files)

    @app.after_request
    def forbid_guessing(response):
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    return app
