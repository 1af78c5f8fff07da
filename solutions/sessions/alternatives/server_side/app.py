"""Sessions whose content stays in the database; the cookie holds a signed random number."""

import json
import secrets
import time

from flask import Flask, abort, jsonify, request, session
from flask.sessions import SessionInterface, SessionMixin
from flask_sqlalchemy import SQLAlchemy
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.datastructures import CallbackDict
from werkzeug.security import check_password_hash

WEEK = 7 * 24 * 60 * 60

db = SQLAlchemy()


class Record(db.Model):
    """A session: its number, its content as JSON, the second of its last use."""

    number = db.Column(db.String, primary_key=True)
    content = db.Column(db.Text, nullable=False)
    used = db.Column(db.Float, nullable=False)


class ServerSession(CallbackDict, SessionMixin):
    """The content of a session, which knows its number."""

    def __init__(self, number=None, content=None):
        super().__init__(content)
        self.number = number

    def renew(self):
        """Begin a new session in the place of this one."""
        self.clear()
        db.session.execute(db.delete(Record).where(Record.number == self.number))
        self.number = None


class DatabaseSessions(SessionInterface):
    """Keeps sessions in the database."""

    def serializer(self, app):
        keys = [*reversed(app.config["SECRET_KEY_FALLBACKS"] or []), app.secret_key]
        return URLSafeSerializer(keys, salt="number-of-a-session")

    def open_session(self, app, request):
        if not app.secret_key:
            return None
        cookie = request.cookies.get(self.get_cookie_name(app), "")
        try:
            number = self.serializer(app).loads(cookie)
        except BadSignature:
            return ServerSession()
        record = db.session.get(Record, number)
        if record is None or record.used < time.time() - WEEK:
            return ServerSession()
        return ServerSession(number, json.loads(record.content))

    def save_session(self, app, session, response):
        name, path = self.get_cookie_name(app), self.get_cookie_path(app)
        if not session:
            session.renew()
            db.session.commit()
            response.delete_cookie(name, path=path, secure=True, httponly=True, samesite="Lax")
            return
        session.number = session.number or secrets.token_hex(16)
        content = json.dumps(dict(session))
        db.session.merge(Record(number=session.number, content=content, used=time.time()))
        db.session.commit()
        value = self.serializer(app).dumps(session.number)
        response.set_cookie(
            name, value, max_age=WEEK, path=path, secure=True, httponly=True, samesite="Lax"
        )


def body(**types):
    """Return the body, an object whose fields have these types."""
    data = request.get_json()
    if type(data) is not dict or any(type(data.get(name)) is not t for name, t in types.items()):
        abort(400, f"Send an object with {', '.join(types)}.")
    return data


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    app.session_interface = DatabaseSessions()
    db.init_app(app)
    with app.app_context():
        db.create_all()
    users = app.config["USERS"]

    @app.route("/cart", methods=["GET", "POST"])
    def cart():
        if request.method == "GET":
            return jsonify(items=session.get("items", []))
        session["items"] = [*session.get("items", []), body(item=str)["item"]]
        return jsonify(items=session["items"]), 201

    @app.route("/login", methods=["POST"])
    def login():
        data = body(username=str, password=str)
        name = data["username"]
        if name not in users:
            abort(401)
        if not check_password_hash(users[name]["password_hash"], data["password"]):
            abort(401)
        session.renew()
        session["name"] = name
        return jsonify(username=name)

    @app.route("/logout", methods=["POST"])
    def logout():
        session.clear()
        return app.response_class(status=204)

    @app.route("/me")
    def me():
        name = session.get("name")
        if name not in users:
            abort(401)
        return jsonify(username=name, email=users[name]["email"])

    return app
