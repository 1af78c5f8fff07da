"""What is stored."""

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The base of the tables."""


db = SQLAlchemy(model_class=Base)


class User(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    age: Mapped[int | None]
    city: Mapped[str | None]
    postcode: Mapped[str | None]

    @property
    def address(self):
        """The address as one value."""
        return {"city": self.city, "postcode": self.postcode} if self.city else None
