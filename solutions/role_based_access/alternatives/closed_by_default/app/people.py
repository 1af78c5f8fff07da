"""Login and accounts."""

from flask import Blueprint, abort, g, request, session
from werkzeug.security import check_password_hash

from .access import GRANTED, Permission, needs
from .models import User, db

bp = Blueprint("people", __name__)


def by_name(username):
    """Return the account with that name, or None."""
    return db.session.execute(db.select(User).where(User.username == username)).scalar()


def shown():
    """Return the own account."""
    user = g.user
    return {"username": user.username, "role": user.role, "nickname": user.nickname}


@bp.post("/login")
@needs(Permission.NOTHING)
def login():
    """Begin a session."""
    session.clear()
    user = by_name(request.json["username"])
    if not user or not user.active:
        abort(401)
    if not check_password_hash(user.password_hash, request.json["password"]):
        abort(401)
    session["user"] = user.id
    return {"username": user.username, "role": user.role}


@bp.get("/me")
@needs(Permission.ACCOUNT)
def me():
    """Show the own account."""
    return shown()


@bp.patch("/me")
@needs(Permission.ACCOUNT)
def change_me():
    """Change the own nickname; refuse whatever else is sent."""
    if request.json.keys() != {"nickname"}:
        abort(400)
    g.user.nickname = request.json["nickname"]
    db.session.commit()
    return shown()


@bp.put("/users/<username>/role")
@needs(Permission.ASSIGN_ROLES)
def assign(username):
    """Give somebody a role."""
    user = by_name(username) or abort(404)
    if request.json["role"] not in GRANTED:
        abort(400)
    user.role = request.json["role"]
    db.session.commit()
    return {"username": username, "role": user.role}
