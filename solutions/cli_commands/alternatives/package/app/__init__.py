"""Commands: a package whose group belongs to a blueprint, checked before it is written."""

from flask import Flask

from .commands import accounts
from .models import User, db


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///users.db"
    app.config.update(config or {})
    db.init_app(app)
    with app.app_context():
        db.create_all()
    app.register_blueprint(accounts)

    @app.get("/users")
    def users():
        found = db.session.scalars(db.select(User).order_by(User.email))
        return [{"email": user.email, "role": user.role} for user in found]

    return app
