"""Signals: the reference answer."""

from importlib import import_module
from threading import Lock

from blinker import Namespace
from flask import Flask, got_request_exception, request, request_finished
from flask_login import login_user, user_logged_in
from sqlalchemy.exc import IntegrityError
from users import User, db, login_manager

user_created = Namespace().signal("user-created")


class Observer:
    """Listens to one application. Signals hold it weakly, so the application keeps it."""

    def __init__(self, app):
        self.lock = Lock()
        self.requests = self.failures = 0
        self.audit = []
        request_finished.connect(self.count_request, app)
        got_request_exception.connect(self.count_failure, app)
        user_created.connect(self.note_creation, app)
        user_logged_in.connect(self.note_login, app)

    def count_request(self, _app, **_extra):
        with self.lock:
            self.requests += 1

    def count_failure(self, _app, **_extra):
        with self.lock:
            self.failures += 1

    def note_creation(self, _app, user, **_extra):
        self.audit.append({"event": "created", "email": user.email})

    def note_login(self, _app, user, **_extra):
        self.audit.append({"event": "login", "email": user.email})


def announce(app, user):
    """Tell all receivers of a new user; one that fails is for the log, and stops nobody."""
    for receiver in user_created.receivers_for(app):
        try:
            receiver(app, user=user)
        except Exception:
            app.logger.exception("A receiver of user-created has failed.")
            db.session.rollback()  # its flush may be what failed


def store(app, emails):
    """Store users, all or none, then announce them, and return them."""
    users = [User(email=email) for email in emails]
    db.session.add_all(users)
    db.session.commit()
    for user in users:
        announce(app, user)
    return users


def create_app(config=None):
    """Return the application; config holds SQLALCHEMY_DATABASE_URI, PASSWORD and PLUGINS."""
    app = Flask(__name__)
    app.config.update(config or {})
    db.init_app(app)
    login_manager.init_app(app)
    with app.app_context():
        db.create_all()
    observer = app.extensions["observer"] = Observer(app)

    @app.errorhandler(IntegrityError)
    def refuse(_error):
        return "There is a user with this address.", 409

    @app.post("/users")
    def add_user():
        (user,) = store(app, [request.json["email"]])
        return user.as_dict(), 201

    @app.post("/imports")
    def add_users():
        return {"count": len(store(app, request.json["emails"]))}, 201

    @app.post("/login")
    def login():
        sent = request.json
        user = db.session.scalar(db.select(User).filter_by(email=sent["email"]))
        if user is None or sent["password"] != app.config["PASSWORD"]:
            return "Address or password is wrong.", 401
        login_user(user)
        return user.as_dict()

    @app.get("/crash")
    def crash():
        raise RuntimeError("This is a bug.")

    @app.get("/audit")
    def show_audit():
        return observer.audit

    @app.get("/statistics")
    def show_statistics():
        return {"requests": observer.requests, "failures": observer.failures}

    for name in app.config["PLUGINS"]:
        import_module(name).connect(app)
    return app
