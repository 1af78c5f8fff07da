"""The tables."""

from datetime import UTC, datetime
from typing import Annotated

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Engine, ForeignKey, TypeDecorator, event, func, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class UtcTime(TypeDecorator):
    """A time that is UTC in the table and says so in Python."""

    impl = DateTime
    cache_ok = True

    def process_result_value(self, value, _dialect):
        return value and value.replace(tzinfo=UTC)


Key = Annotated[int, mapped_column(primary_key=True)]


class Base(DeclarativeBase):
    """The base of the tables."""


db = SQLAlchemy(model_class=Base)


@event.listens_for(Engine, "connect")
def use_foreign_keys(connection, _record):
    """Switch foreign keys on for every connection of every engine."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


class User(db.Model):
    __tablename__ = "users"

    id: Mapped[Key]
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    created_at: Mapped[datetime] = mapped_column(UtcTime, server_default=func.current_timestamp())
    orders: Mapped[set["Order"]] = relationship(back_populates="user", lazy="selectin")

    def __repr__(self):
        return f"<{type(self).__name__} {self.id} {self.name!r}>"


class Order(db.Model):
    __tablename__ = "orders"

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    product: Mapped[str]
    user: Mapped[User] = relationship(back_populates="orders", lazy="joined")
