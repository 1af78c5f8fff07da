"""Greetings from a generated table."""

import words
from flask import Flask

LAST = 19_999


def create_app(config=None):
    app = Flask(__name__)
    table = {key: value for key, value in vars(words).items() if key.startswith("WORD_")}
    assert len(table) == LAST + 1

    def greeting(name):
        return words.SENTENCE.format(table[f"WORD_{LAST}"], name)

    @app.get("/")
    def hello():
        return greeting("World")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": greeting(name)}

    return app
