"""One application for gunicorn and as many as one likes from the factory."""

from flask import Blueprint, Flask

pages = Blueprint("pages", __name__)


@pages.get("/")
def hello():
    return "Hello, World!"


@pages.get("/greet/<name>")
def greet(name):
    return {"greeting": f"Hello, {name}!"}


def create_app(config=None):
    app = Flask(__name__)
    app.config.update(config or {})
    app.register_blueprint(pages)
    return app


app = create_app()
application = app.wsgi_app

if __name__ == "__main__":
    app.run(host="0.0.0.0", port=8000, debug=True)
