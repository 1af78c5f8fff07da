"""Greetings that are explained at length."""

import logging

from flask import Flask

STEPS = 2000
logging.basicConfig(level=logging.DEBUG, format="%(asctime)s %(threadName)s %(message)s")
logger = logging.getLogger("greetings")


def explained(text):
    """Return *text*, but not without a thousand words on it."""
    for step in range(STEPS):
        logger.debug("step %d: %s", step, text * 75)
        print(f"step {step}:", text * 75)
    return text


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/")
    def hello():
        return explained("Hello, World!")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": explained(f"Hello, {name}!")}

    return app
