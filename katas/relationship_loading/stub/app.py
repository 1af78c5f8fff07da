"""Your answer to "Relationship loading". README.md says what is asked.

Check it at any time:  make check KATA=relationship_loading
"""

from datetime import date

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Column, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

db = SQLAlchemy()

# 1. The tables are complete. Add the relationships between them.

post_tags = db.Table(
    "post_tags",
    Column("post_id", ForeignKey("posts.id"), primary_key=True),
    Column("tag_id", ForeignKey("tags.id"), primary_key=True),
)


class User(db.Model):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Profile(db.Model):
    __tablename__ = "profiles"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), unique=True)
    bio: Mapped[str]


class Post(db.Model):
    __tablename__ = "posts"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    title: Mapped[str]
    written_on: Mapped[date] = mapped_column(default=date.today)


class Tag(db.Model):
    __tablename__ = "tags"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


def create_app(config=None):
    """Return the application; the values in *config* override your defaults."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///blog.db"
    app.config.update(config or {})
    db.init_app(app)
    with app.app_context():
        db.create_all()

    # 2. GET /users

    # 3. GET /users/<id>/posts and POST /users/<id>/posts

    # 4. GET /posts

    # 5. GET /tags/<name>

    return app
