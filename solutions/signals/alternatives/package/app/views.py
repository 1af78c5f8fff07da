"""The views: they know nothing of who listens."""

from flask import Blueprint, abort, current_app, jsonify, request
from flask_login import login_user
from sqlalchemy.exc import IntegrityError
from users import User, db

from .store import store

blueprint = Blueprint("users", __name__)


@blueprint.errorhandler(IntegrityError)
def refuse(_error):
    return jsonify(error="This address is taken."), 409


@blueprint.post("/users")
def add_user():
    user = store(request.get_json()["email"])[0]
    return jsonify(id=user.id, email=user.email), 201


@blueprint.post("/imports")
def add_users():
    users = store(*request.get_json()["emails"])
    return jsonify(count=len(users)), 201


@blueprint.post("/login")
def login():
    sent = request.get_json()
    user = db.session.execute(db.select(User).where(User.email == sent["email"])).scalar()
    if not user or sent["password"] != current_app.config["PASSWORD"]:
        abort(401)
    login_user(user)
    return jsonify(id=user.id, email=user.email)


@blueprint.get("/crash")
def crash():
    raise RuntimeError("This is a bug.")
