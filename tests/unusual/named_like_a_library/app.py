"""An answer between scratch files."""

from datetime import UTC, datetime

from flask import Flask
from greetings import greeting


def create_app(config=None):
    app = Flask(__name__)

    @app.after_request
    def date(response):
        response.headers["X-Year"] = str(datetime.now(UTC).year)
        return response

    @app.get("/")
    def hello():
        return greeting("World")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": greeting(name)}

    return app
