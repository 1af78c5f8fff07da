"""Sessions: the reference answer, Flask's signed cookie and a table of logins that are alive."""

import secrets
from datetime import timedelta

from flask import Flask, abort, request, session
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.security import check_password_hash

db = SQLAlchemy()


class Login(db.Model):
    """A login that has not ended; the logout deletes it."""

    token: Mapped[str] = mapped_column(primary_key=True)
    username: Mapped[str]


def texts(*fields):
    """Return these fields of the request's JSON, or answer 400."""
    data = request.get_json()
    if not isinstance(data, dict) or not all(isinstance(data.get(f), str) for f in fields):
        abort(400)
    return [data[field] for field in fields]


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.update(
        PERMANENT_SESSION_LIFETIME=timedelta(days=7),
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    app.config.update(config or {})
    db.init_app(app)
    with app.app_context():
        db.create_all()

    @app.get("/cart")
    def show_cart():
        return {"items": session.get("cart", [])}

    @app.post("/cart")
    def add_to_cart():
        session["cart"] = session.get("cart", []) + texts("item")
        return {"items": session["cart"]}, 201

    @app.post("/login")
    def log_in():
        username, password = texts("username", "password")
        user = app.config["USERS"].get(username)
        if user is None or not check_password_hash(user["password_hash"], password):
            abort(401)
        login = Login(token=secrets.token_urlsafe(), username=username)
        session.clear()
        session.permanent = True
        session["login"] = login.token
        db.session.add(login)
        db.session.commit()
        return {"username": username}

    @app.get("/me")
    def show_profile():
        login = db.session.get(Login, session.get("login", ""))
        user = login and app.config["USERS"].get(login.username)
        if user is None:
            abort(401)
        return {"username": login.username, "email": user["email"]}

    @app.post("/logout")
    def log_out():
        db.session.execute(db.delete(Login).filter_by(token=session.get("login")))
        db.session.commit()
        session.clear()
        return "", 204

    return app
