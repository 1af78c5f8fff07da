from flask import Flask, request


def create_app(config=None):
    app = Flask(__name__)
    app.config.update(config or {})

    @app.post("/echo")
    def echo():
        return request.get_data()

    return app
