"""Signals: the session tells what it has stored, a hook announces it, receivers are closures."""

from collections import Counter
from importlib import import_module

from blinker import signal
from flask import Flask, current_app, request, request_tearing_down
from flask_login import login_user, user_logged_in
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError
from users import User, db, login_manager

user_created = signal("users.created")


@event.listens_for(db.session, "after_flush")
def collect(session, _context):
    users = session.info.setdefault("flushed", [])
    users += [user for user in session.new if isinstance(user, User)]


@event.listens_for(db.session, "after_rollback")
def forget(session):
    session.info.pop("flushed", None)


@event.listens_for(db.session, "after_commit")
def keep(session):
    session.info.setdefault("stored", []).extend(session.info.pop("flushed", []))


def announce(response):
    """Announce at the end of a request whom it has stored."""
    app = current_app._get_current_object()  # noqa: SLF001 - the documented way
    for user in db.session.info.pop("stored", []):
        for receiver in list(user_created.receivers_for(app)):
            try:
                receiver(app, user=user)
            except Exception:
                app.logger.exception("Receiver %r failed.", receiver)
                db.session.rollback()
    return response


def store(emails):
    users = [User(email=email) for email in emails]
    db.session.add_all(users)
    db.session.commit()
    return users


def observe(app):
    """Keep audit and statistics of *app*, and show them."""
    audit, counts = [], Counter(requests=0, failures=0)

    @request_tearing_down.connect_via(app)
    def count(_sender, exc=None, **_extra):
        counts["requests"] += 1
        counts["failures"] += exc is not None

    @user_created.connect_via(app)
    def note_user(_sender, user, **_extra):
        audit.append({"event": "created", "email": user.email})

    def note_login(_sender, user, **_extra):
        audit.append({"event": "login", "email": user.email})

    user_logged_in.connect(note_login, sender=app, weak=False)
    app.add_url_rule("/audit", view_func=lambda: audit, endpoint="audit")
    app.add_url_rule("/statistics", view_func=lambda: dict(counts), endpoint="statistics")


def create_app(config=None):
    """Return the application; config holds SQLALCHEMY_DATABASE_URI, PASSWORD and PLUGINS."""
    app = Flask(__name__)
    app.config.update(config or {})
    db.init_app(app)
    login_manager.init_app(app)
    with app.app_context():
        db.create_all()
    app.after_request(announce)
    observe(app)

    @app.errorhandler(IntegrityError)
    def refuse(_error):
        db.session.rollback()
        return {"error": "There is a user with this address."}, 409

    @app.post("/users")
    def add_user():
        (user,) = store([request.json["email"]])
        return user.as_dict(), 201

    @app.post("/imports")
    def add_users():
        return {"count": len(store(request.json["emails"]))}, 201

    @app.post("/login")
    def login():
        sent = request.json
        user = db.session.scalar(db.select(User).filter_by(email=sent["email"]))
        if user is None or sent["password"] != app.config["PASSWORD"]:
            return {"error": "Address or password is wrong."}, 401
        login_user(user)
        return user.as_dict()

    @app.get("/crash")
    def crash():
        raise RuntimeError("This is a bug.")

    for name in app.config["PLUGINS"]:
        import_module(name).connect(app)
    return app
