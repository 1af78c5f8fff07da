"""Cart, login and profile."""

from flask import Blueprint, current_app, g, request, session
from flask.views import MethodView
from werkzeug.exceptions import BadRequest, Unauthorized
from werkzeug.security import check_password_hash

from .models import Logouts, db

shop = Blueprint("shop", __name__)


@shop.before_request
def find_out_who_is_there():
    """Set ``g.user`` to the account that the session belongs to, or None."""
    username = session.get("username")
    g.user = current_app.config["USERS"].get(username)
    if g.user and session.get("logouts") != Logouts.of(username).count:
        g.user = None


def text(field):
    """Return a text from the body."""
    try:
        value = request.json[field]
    except (KeyError, TypeError, IndexError):
        raise BadRequest(f"{field} is missing.") from None
    if not isinstance(value, str):
        raise BadRequest(f"{field} must be a text.")
    return value


class Cart(MethodView):
    """What the visitor wants to buy."""

    def get(self):
        return {"items": session.get("items", [])}

    def post(self):
        item = text("item")
        session.setdefault("items", []).append(item)
        session.modified = True
        return self.get(), 201


shop.add_url_rule("/cart", view_func=Cart.as_view("cart"))


@shop.post("/login")
def log_in():
    """Check the password and begin a session."""
    username, password = text("username"), text("password")
    account = current_app.config["USERS"].get(username)
    if not account or not check_password_hash(account["password_hash"], password):
        raise Unauthorized
    session.clear()
    session.update(username=username, logouts=Logouts.of(username).count)
    session.permanent = True
    return {"username": username}


@shop.get("/me")
def profile():
    """Show the account."""
    if g.user is None:
        raise Unauthorized
    return {"username": session["username"], "email": g.user["email"]}


@shop.post("/logout")
def log_out():
    """End all sessions of whoever is there."""
    if g.user:
        row = Logouts.of(session["username"])
        row.count += 1
        db.session.add(row)
        db.session.commit()
    session.clear()
    return "", 204
