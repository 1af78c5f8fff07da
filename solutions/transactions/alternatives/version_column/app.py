"""Transactions with a version in each row: who comes second finds it changed, and gets 409."""

from typing import ClassVar

from flask import Flask, request
from flask.views import MethodView
from flask_sqlalchemy import SQLAlchemy
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import ForeignKey
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import BadRequest, Conflict, HTTPException, UnprocessableEntity

db = SQLAlchemy()


class Account(db.Model):
    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    balance: Mapped[int]
    version: Mapped[int] = mapped_column()
    __mapper_args__: ClassVar = {"version_id_col": version}


class Transfer(db.Model):
    __tablename__ = "transfers"

    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    amount: Mapped[int]
    key: Mapped[str | None] = mapped_column(unique=True)
    sender: Mapped[Account] = relationship(foreign_keys=from_id)
    receiver: Mapped[Account] = relationship(foreign_keys=to_id)


class Order(BaseModel):
    """What a client wants to be moved."""

    model_config = ConfigDict(strict=True, from_attributes=True)

    from_id: int
    to_id: int
    amount: int = Field(ge=1, le=100_000_000)


class Accounts(MethodView):
    """The accounts, as they were given."""

    def post(self):
        account = Account(balance=request.get_json()["balance"])
        db.session.add(account)
        db.session.commit()
        return {"id": account.id, "balance": account.balance}, 201

    def get(self, account_id):
        account = db.get_or_404(Account, account_id)
        return {"id": account.id, "balance": account.balance}


class Transfers(MethodView):
    """The transfers."""

    def post(self):
        order = Order.model_validate(request.get_json())
        key = request.headers.get("Idempotency-Key")
        if key:
            earlier = db.session.scalar(db.select(Transfer).where(Transfer.key == key))
            if earlier:
                return self.repeat(earlier, order)
        if order.from_id == order.to_id:
            raise BadRequest("Sender and receiver are the same.")
        sender = db.get_or_404(Account, order.from_id)
        receiver = db.get_or_404(Account, order.to_id)
        if sender.balance < order.amount:
            raise BadRequest("The sender has not got that much.")
        sender.balance -= order.amount
        receiver.balance += order.amount
        transfer = Transfer(amount=order.amount, key=key, sender=sender, receiver=receiver)
        db.session.add(transfer)
        try:
            db.session.commit()
        except (StaleDataError, IntegrityError):
            raise Conflict("Somebody else was faster. Please try again.") from None
        return {"id": transfer.id, **order.model_dump()}, 201

    def repeat(self, earlier, order):
        if Order.model_validate(earlier) != order:
            raise UnprocessableEntity("This key has been used for something else.")
        return {"id": earlier.id, **order.model_dump()}, 201


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    db.init_app(app)
    with app.app_context():
        db.create_all()
    accounts = Accounts.as_view("accounts")
    app.add_url_rule("/accounts", view_func=accounts, methods=["POST"])
    app.add_url_rule("/accounts/<int:account_id>", view_func=accounts, methods=["GET"])
    app.add_url_rule("/transfers", view_func=Transfers.as_view("transfers"))
    app.register_error_handler(HTTPException, lambda error: ({"error": error.name}, error.code))
    app.register_error_handler(ValidationError, lambda _: ({"error": "Not a transfer."}, 400))
    return app
