"""Blueprints: the reference answer."""

from api import api
from catalogue import catalogue
from flask import Flask, json, render_template, request
from news import news
from werkzeug.exceptions import HTTPException


def create_app(config=None):
    """Return the application; *config* holds the departments, the API's prefix and the news."""
    app = Flask(__name__)
    app.config.update(config or {})
    app.extensions["departments"] = {d["name"]: d["items"] for d in app.config["DEPARTMENTS"]}
    for department in app.config["DEPARTMENTS"]:
        prefix, name = department["prefix"], department["name"]
        app.register_blueprint(catalogue, url_prefix=prefix, name=name)
    if app.config["NEWS"] is not None:
        app.register_blueprint(news)
    app.register_blueprint(api, url_prefix=app.config["API_PREFIX"])

    @app.get("/")
    def show_parts():
        return render_template("parts.html", departments=app.extensions["departments"])

    @app.errorhandler(HTTPException)
    def refuse(error):
        """Answer in JSON below the API's prefix; an unknown URL belongs to no blueprint."""
        if not request.path.startswith(f"{app.config['API_PREFIX']}/"):
            return error
        response = error.get_response()
        response.data = json.dumps({"error": error.description})
        response.content_type = "application/json"
        return response

    return app
