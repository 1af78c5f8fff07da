"""Who may do what. A view needs a token unless it is marked as public."""

from flask import abort, current_app, g, jsonify, request
from werkzeug.exceptions import Forbidden, Unauthorized

ADMINISTRATORS_ONLY = {"admin"}


def public(view):
    view.is_public = True
    return view


def init_app(app):
    app.before_request(find_account)
    app.before_request(admit)
    app.register_error_handler(Unauthorized, explain)
    app.register_error_handler(Forbidden, explain)
    public(app.view_functions["static"])


def find_account():
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    known = current_app.config["ACCOUNTS"] if scheme.lower() == "bearer" else {}
    g.account = known.get(token.strip())


def admit():
    if request.routing_exception or request.method == "OPTIONS":
        return
    view = current_app.view_functions[request.endpoint]
    if g.account is None and not getattr(view, "is_public", False):
        abort(401, "Log in first.")
    if ADMINISTRATORS_ONLY.intersection(request.blueprints) and not g.account["admin"]:
        abort(403, "Administrators only.")


def explain(error):
    return jsonify(error=error.description), error.code
