"""Pages from templates, words from static files."""

from flask import Flask, render_template, url_for


def create_app(config=None):
    app = Flask(
        __name__, static_folder="public", static_url_path="/files", template_folder="pages"
    )
    client = app.test_client()

    @app.get("/")
    def hello():
        return render_template("front.html", name="World")

    @app.get("/greet/<name>")
    def greet(name):
        with app.test_request_context():
            url = url_for("static", filename="words/greeting.txt")
        return {"greeting": client.get(url).text.strip().format(name)}

    return app
