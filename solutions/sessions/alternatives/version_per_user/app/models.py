"""What the server remembers."""

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The base of the tables."""


db = SQLAlchemy(model_class=Base)


class Logouts(db.Model):
    """How often somebody has logged out; sessions from before the last time are over."""

    username: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)

    @classmethod
    def of(cls, username):
        """Return somebody's row, a new one if there is none."""
        return db.session.get(cls, username) or cls(username=username, count=0)
