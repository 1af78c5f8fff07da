"""Resources, as REST calls them."""

from flask import Flask
from profile import Profile
from resource import Resource


def create_app(config=None):
    app = Flask(__name__)
    world, anybody = Resource(Profile("World")), Resource(Profile)
    app.add_url_rule("/", "hello", world.text)
    app.add_url_rule("/greet/<name>", "greet", anybody.json)
    return app
