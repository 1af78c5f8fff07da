from flask import Blueprint

pages = Blueprint("pages", __name__)


@pages.get("/")
def hello():
    return "Hello, World!"


@pages.get("/greet/<name>")
def greet(name):
    return {"greeting": f"Hello, {name}!"}
