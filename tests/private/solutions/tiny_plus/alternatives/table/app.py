from flask import Flask, jsonify, request

GREETINGS = {None: "Hello", "1": "Good evening"}


def create_app(config=None):
    app = Flask(__name__)
    app.config.update(config or {})

    @app.route("/")
    def hello():
        return "Hello, World!"

    @app.route("/greet/<name>")
    def greet(name):
        return jsonify(greeting=f"{GREETINGS[request.args.get('evening')]}, {name}!")

    return app
