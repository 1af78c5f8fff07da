from flask import Blueprint

blueprint = Blueprint("greetings", __name__, url_prefix="/greet")


@blueprint.get("/<name>")
def greet(name):
    from ..words import greeting  # late, against a circle

    return {"greeting": greeting(name)}
