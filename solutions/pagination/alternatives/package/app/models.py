"""The table, with the index that its order wants."""

from datetime import date

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Index
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The base of the tables."""


db = SQLAlchemy(model_class=Base)


class Contact(db.Model):
    __tablename__ = "contacts"
    __table_args__ = (Index("contacts_in_order", "name", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    city: Mapped[str]
    since: Mapped[date]
