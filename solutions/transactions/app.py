"""Transactions: the reference answer, where the database checks and changes in one statement."""

from flask import Flask, abort, json, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.exceptions import HTTPException

LARGEST_AMOUNT = 100_000_000

db = SQLAlchemy()


class Account(db.Model):
    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    balance: Mapped[int]


class Transfer(db.Model):
    __tablename__ = "transfers"

    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    amount: Mapped[int]
    key: Mapped[str | None] = mapped_column(unique=True)


def read_order():
    """Return what the request wants to be moved, or refuse it."""
    body = request.get_json()
    if not isinstance(body, dict):
        abort(400, "The body must be an object.")
    order = {field: body.get(field) for field in ("from_id", "to_id", "amount")}
    if any(type(value) is not int for value in order.values()):
        abort(400, "from_id, to_id and amount must be whole numbers.")
    if not 1 <= order["amount"] <= LARGEST_AMOUNT:
        abort(400, f"amount must be from 1 to {LARGEST_AMOUNT} cents.")
    if order["from_id"] == order["to_id"]:
        abort(400, "Sender and receiver must be different accounts.")
    return order


def change_balance(account_id, change):
    """Add *change* to a balance, unless that makes it negative; tell whether it was done."""
    enough = Account.balance + change >= 0
    statement = db.update(Account).where(Account.id == account_id, enough)
    changed = db.session.execute(statement.values(balance=Account.balance + change))
    return changed.rowcount == 1


def show_earlier(order, key):
    """Answer a repeated request as the first one was answered."""
    transfer = db.session.scalar(db.select(Transfer).filter_by(key=key, **order))
    if transfer is None:
        abort(422, "This key belongs to another transfer.")
    return {"id": transfer.id, **order}, 201


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.update(config or {})
    db.init_app(app)
    with app.app_context():
        db.create_all()

    @app.post("/accounts")
    def open_account():
        account = Account(balance=request.get_json()["balance"])
        db.session.add(account)
        db.session.commit()
        return {"id": account.id, "balance": account.balance}, 201

    @app.get("/accounts/<int:account_id>")
    def show_account(account_id):
        account = db.get_or_404(Account, account_id)
        return {"id": account.id, "balance": account.balance}

    @app.post("/transfers")
    def transfer_money():
        order = read_order()
        db.get_or_404(Account, order["from_id"])
        db.get_or_404(Account, order["to_id"])
        key = request.headers.get("Idempotency-Key")
        transfer = Transfer(**order, key=key)
        db.session.add(transfer)
        try:
            db.session.flush()
        except IntegrityError:  # the key is there already
            db.session.rollback()
            return show_earlier(order, key)
        if not change_balance(order["from_id"], -order["amount"]):
            abort(400, "The balance is too small.")
        change_balance(order["to_id"], order["amount"])
        db.session.commit()
        return {"id": transfer.id, **order}, 201

    @app.errorhandler(HTTPException)
    def answer_in_json(error):
        response = error.get_response()
        response.data = json.dumps({"error": error.description})
        response.content_type = "application/json"
        return response

    return app
