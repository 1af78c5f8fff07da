"""The tables; what is shown together is loaded together."""

from datetime import UTC, date, datetime

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Column, ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, WriteOnlyMapped, mapped_column, relationship


class Base(DeclarativeBase):
    """The base of the tables."""


db = SQLAlchemy(model_class=Base)

post_tags = db.Table(
    "post_tags",
    Column("post_id", ForeignKey("posts.id"), primary_key=True),
    Column("tag_id", ForeignKey("tags.id"), primary_key=True),
)


class User(db.Model):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    profile: Mapped["Profile | None"] = relationship(back_populates="user", lazy="joined")
    posts: WriteOnlyMapped["Post"] = relationship(back_populates="author", order_by="Post.id")


class Profile(db.Model):
    __tablename__ = "profiles"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), unique=True)
    bio: Mapped[str]
    user: Mapped[User] = relationship(back_populates="profile")


class Post(db.Model):
    __tablename__ = "posts"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    title: Mapped[str]
    written_on: Mapped[date] = mapped_column(default=lambda: datetime.now(UTC).date())
    author: Mapped[User] = relationship(back_populates="posts", lazy="joined", innerjoin=True)
    tags: Mapped[list["Tag"]] = relationship(
        secondary=post_tags, lazy="joined", order_by="Tag.name"
    )


class Tag(db.Model):
    __tablename__ = "tags"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
