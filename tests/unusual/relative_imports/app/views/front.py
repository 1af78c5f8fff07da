from flask import Blueprint

from ..words import greeting

blueprint = Blueprint("front", __name__)


@blueprint.get("/")
def hello():
    return greeting("World")
