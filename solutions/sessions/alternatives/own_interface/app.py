"""A shop with sessions that are kept in the database.

The cookie holds nothing but a random id and its signature.
"""

import hashlib
import hmac
import secrets
import time
from datetime import UTC, datetime, timedelta

from flask import Flask, abort, current_app, jsonify, request, session
from flask.sessions import SessionInterface, SessionMixin
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import CallbackDict
from werkzeug.security import check_password_hash, generate_password_hash

db = SQLAlchemy()


class StoredSession(db.Model):
    __tablename__ = "sessions"

    digest: Mapped[str] = mapped_column(primary_key=True)  # of the id, which is a secret
    username: Mapped[str | None] = mapped_column(index=True)
    items: Mapped[list] = mapped_column(JSON)
    used_at: Mapped[float] = mapped_column(index=True)


def digest(sid):
    return hashlib.sha256(sid.encode()).hexdigest()


def sign(sid, key):
    key = key.encode() if isinstance(key, str) else key
    return hmac.new(key, b"shop-session:" + sid.encode(), hashlib.sha256).hexdigest()


class ShopSession(CallbackDict, SessionMixin):
    """username and items; sid is None as long as nothing is stored."""

    def __init__(self, sid=None, content=None, *, renew=False):
        def on_update(self):
            self.modified = True

        super().__init__(content or {}, on_update)
        self.modified = False
        self.sid = sid
        self.renew = renew
        self.ended = None  # the id of a session that is over

    def end(self):
        """Forget everything, for every copy of the cookie."""
        self.clear()
        self.ended, self.sid = self.ended or self.sid, None

    def begin(self, **content):
        """Go on with a new session. An anonymous one before it stays what it was."""
        if "username" in self:
            self.end()
        self.clear()
        self.sid = None
        self.update(content)


class DatabaseSessions(SessionInterface):
    def open_session(self, app, request):
        sid, with_current_key = self.read_cookie(app, request)
        row = sid and db.session.get(StoredSession, digest(sid))
        if not row:
            return ShopSession()
        now = time.time()
        gone = row.username is not None and row.username not in app.config["USERS"]
        if gone or now - row.used_at >= app.permanent_session_lifetime.total_seconds():
            db.session.delete(row)
            db.session.commit()
            return ShopSession()
        content = {"items": list(row.items)}
        if row.username is not None:
            content["username"] = row.username
        renew = not with_current_key or abs(now - row.used_at) >= 60
        return ShopSession(sid, content, renew=renew)

    def save_session(self, app, session, response):
        response.vary.add("Cookie")
        if session.ended:
            db.session.execute(
                db.delete(StoredSession).where(StoredSession.digest == digest(session.ended))
            )
            db.session.commit()
        if not session:
            if session.ended:
                response.delete_cookie(self.get_cookie_name(app), **self.attributes(app))
            return
        now = time.time()
        if session.sid is None:
            session.sid = secrets.token_urlsafe(32)
            db.session.add(
                StoredSession(
                    digest=digest(session.sid),
                    username=session.get("username"),
                    items=session.get("items", []),
                    used_at=now,
                )
            )
        elif session.modified or session.renew:
            # An update, not a merge: what has ended meanwhile is not brought back.
            db.session.execute(
                db.update(StoredSession)
                .where(StoredSession.digest == digest(session.sid))
                .values(items=session.get("items", []), used_at=now)
            )
        else:
            return
        db.session.commit()
        response.set_cookie(
            self.get_cookie_name(app),
            f"{session.sid}.{sign(session.sid, app.config['SECRET_KEY'])}",
            max_age=app.permanent_session_lifetime,
            expires=datetime.fromtimestamp(now, UTC) + app.permanent_session_lifetime,
            **self.attributes(app),
        )

    def attributes(self, app):
        return {
            "path": self.get_cookie_path(app),
            "domain": self.get_cookie_domain(app),
            "secure": self.get_cookie_secure(app),
            "httponly": self.get_cookie_httponly(app),
            "samesite": self.get_cookie_samesite(app),
        }

    def read_cookie(self, app, request):
        """Return the id, or None, and whether today's key has signed it."""
        cookie = request.cookies.get(self.get_cookie_name(app), "")
        sid, _, signature = cookie.partition(".")
        keys = [app.config["SECRET_KEY"], *(app.config.get("SECRET_KEY_FALLBACKS") or [])]
        for number, key in enumerate(keys):
            if hmac.compare_digest(sign(sid, key).encode(), signature.encode()):
                return sid, number == 0
        return None, False


def read_texts(*names):
    """Return the texts that the body holds under these names, or answer 400."""
    try:
        body = request.get_json(silent=True)
    except RecursionError:
        body = None
    if not isinstance(body, dict):
        abort(400, "The body must be a JSON object.")
    values = [body.get(name) for name in names]
    if not all(isinstance(value, str) for value in values):
        abort(400, f"These are required: {', '.join(names)}.")
    return values


NOBODYS_HASH = generate_password_hash(secrets.token_hex())


def is_password(account, password):
    try:
        right = check_password_hash(account["password_hash"] if account else NOBODYS_HASH, password)
    except UnicodeEncodeError:  # half a surrogate pair
        return False
    return right and account is not None


def create_app(config=None):
    """Return the application; the values in *config* override your defaults."""
    app = Flask(__name__, static_folder=None)
    app.config.from_mapping(
        USERS={},
        PERMANENT_SESSION_LIFETIME=timedelta(days=7),
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    app.config.update(config or {})
    if not app.config["SECRET_KEY"]:
        raise RuntimeError("SECRET_KEY is missing in the configuration")
    app.session_interface = DatabaseSessions()
    db.init_app(app)
    with app.app_context():
        db.create_all()
        oldest = time.time() - app.permanent_session_lifetime.total_seconds()
        stored = db.session.scalars(
            db.select(StoredSession.username).where(StoredSession.username.is_not(None)).distinct()
        )
        for name in set(stored) - set(app.config["USERS"]):
            db.session.execute(db.delete(StoredSession).where(StoredSession.username == name))
        db.session.execute(db.delete(StoredSession).where(StoredSession.used_at <= oldest))
        db.session.commit()

    @app.get("/cart")
    def show_cart():
        return jsonify(items=session.get("items", []))

    @app.post("/cart")
    def add_to_cart():
        (item,) = read_texts("item")
        session["items"] = [*session.get("items", []), item]
        return jsonify(items=session["items"]), 201

    @app.post("/login")
    def log_in():
        username, password = read_texts("username", "password")
        if not is_password(current_app.config["USERS"].get(username), password):
            abort(401, "User name or password are wrong.")
        session.begin(username=username)
        return jsonify(username=username)

    @app.get("/me")
    def show_profile():
        username = session.get("username")
        if username is None:
            abort(401, "Nobody is logged in.")
        return jsonify(username=username, email=current_app.config["USERS"][username]["email"])

    @app.post("/logout")
    def log_out():
        session.end()
        return "", 204

    return app
