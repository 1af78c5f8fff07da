"""Hello, World: the reference answer."""

from flask import Flask


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config["GREETING"] = "Hello, World!"
    app.config.update(config or {})

    @app.get("/")
    def hello():
        return app.config["GREETING"]

    @app.get("/status")
    def status():
        return {"name": app.name, "debug": app.debug}

    return app


if __name__ == "__main__":
    create_app().run()
