from flask import Blueprint, jsonify

pages = Blueprint("pages", __name__)


@pages.route("/")
def hello():
    return "Hello, World!"


@pages.route("/greet/<name>")
def greet(name):
    return jsonify(greeting="Hello, " + name + "!")
