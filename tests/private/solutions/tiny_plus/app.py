from flask import Flask, request


def create_app(config=None):
    app = Flask(__name__)
    app.config.update(config or {})

    @app.get("/")
    def hello():
        return "Hello, World!"

    @app.get("/greet/<name>")
    def greet(name):
        words = "Good evening" if "evening" in request.args else "Hello"
        return {"greeting": f"{words}, {name}!"}

    return app
