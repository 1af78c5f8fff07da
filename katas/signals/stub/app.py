"""A service that tells nobody what happens in it. README.md says what is asked.

Check it at any time:  make check KATA=signals
"""

from importlib import import_module

from flask import Flask, request
from flask_login import login_user
from sqlalchemy.exc import IntegrityError
from users import User, db, login_manager  # given; leave users.py as it is

# 1. The signal: user_created.


def store(emails):
    """Store users, all or none, and return them."""
    users = [User(email=email) for email in emails]
    db.session.add_all(users)
    db.session.commit()
    return users


def create_app(config=None):
    """Return the application; config holds SQLALCHEMY_DATABASE_URI, PASSWORD and PLUGINS."""
    app = Flask(__name__)
    app.config.update(config or {})
    db.init_app(app)
    login_manager.init_app(app)
    with app.app_context():
        db.create_all()

    # 2. The application's own receivers.

    @app.errorhandler(IntegrityError)
    def refuse(error):
        return "There is a user with this address.", 409

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
            return "Address or password is wrong.", 401
        login_user(user)
        return user.as_dict()

    @app.get("/crash")
    def crash():
        raise RuntimeError("This is a bug.")

    # 3. The views /audit and /statistics.

    for name in app.config["PLUGINS"]:
        import_module(name).connect(app)
    return app
