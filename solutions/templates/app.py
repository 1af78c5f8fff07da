"""Templates: the reference answer."""

from flask import Flask, render_template


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.update(ENTRIES=[], FOOTER="Reading list")
    app.config.update(config or {})

    @app.get("/")
    def show_list():
        return render_template("list.html", entries=app.config["ENTRIES"])

    @app.get("/greet/<name>")
    def greet(name):
        return render_template("greet.html", name=name)

    @app.get("/about")
    def about():
        return render_template("about.html")

    @app.errorhandler(404)
    def not_found(error):
        return render_template("not_found.html"), error.code

    @app.template_filter()
    def duration(minutes):
        hours, minutes = divmod(minutes, 60)
        parts = [f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
        return " ".join(part for part in parts if part)

    @app.template_test()
    def web_address(url):
        return url.lower().startswith(("http://", "https://"))

    return app
