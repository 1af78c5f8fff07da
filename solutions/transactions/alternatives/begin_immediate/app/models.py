"""Accounts, transfers, and the keys of requests that have been answered."""

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The base of the tables."""


db = SQLAlchemy(model_class=Base)


class Account(db.Model):
    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    balance: Mapped[int]


class Transfer(db.Model):
    __tablename__ = "transfers"
    __table_args__ = (CheckConstraint("amount > 0"), CheckConstraint("from_id <> to_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey(Account.id), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey(Account.id), index=True)
    amount: Mapped[int]

    def shown(self):
        """Return what a client may see."""
        return {
            "id": self.id,
            "from_id": self.from_id,
            "to_id": self.to_id,
            "amount": self.amount,
        }


class AnsweredKey(db.Model):
    __tablename__ = "answered_keys"

    key: Mapped[str] = mapped_column(primary_key=True)
    transfer_id: Mapped[int] = mapped_column(ForeignKey(Transfer.id))
