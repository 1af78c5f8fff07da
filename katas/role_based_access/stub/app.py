"""Your answer to "Role-based access". README.md says what is asked.

Check it at any time:  make check KATA=role_based_access
"""

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Mapped, mapped_column

db = SQLAlchemy()


class User(db.Model):
    """An account; its table is part of the contract."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    role: Mapped[str]
    nickname: Mapped[str]
    active: Mapped[bool]


# 1. Articles.


# 2. The guard: who is there, and may he?


def create_app(config=None):
    """Return the application; the values in *config* override your defaults."""
    app = Flask(__name__)
    app.config.update(config or {})
    db.init_app(app)
    with app.app_context():
        db.create_all()

    # 3. POST /login

    # 4. GET and PATCH /me

    # 5. POST /articles, GET and PATCH /articles/<id>

    # 6. GET /audit

    # 7. PUT /users/<username>/role

    return app
