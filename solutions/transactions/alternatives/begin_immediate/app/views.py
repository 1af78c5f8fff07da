"""The views."""

from flask import Blueprint, request
from sqlalchemy import text

from .models import Account, AnsweredKey, Transfer, db
from .refusals import Refusal

bank = Blueprint("bank", __name__)

MOST = 100_000_000


@bank.post("/accounts")
def open_account():
    """Open an account, as it was given."""
    account = Account(balance=request.get_json()["balance"])
    db.session.add(account)
    db.session.commit()
    return {"id": account.id, "balance": account.balance}, 201


@bank.get("/accounts/<int:account_id>")
def show_account(account_id):
    """Show an account, as it was given."""
    account = db.get_or_404(Account, account_id)
    return {"id": account.id, "balance": account.balance}


@bank.post("/transfers")
def transfer_money():
    """Move money while nobody else writes."""
    order = checked(request.get_json())
    key = request.headers.get("Idempotency-Key")
    db.session.execute(text("BEGIN IMMEDIATE"))
    answered = db.session.get(AnsweredKey, key) if key else None
    if answered:
        transfer = db.session.get(Transfer, answered.transfer_id)
        if transfer.shown() != {"id": transfer.id, **order}:
            raise Refusal(422, "The key was sent before, with another transfer.")
        return transfer.shown(), 201
    transfer = move(Transfer(**order))
    if key:
        db.session.add(AnsweredKey(key=key, transfer_id=transfer.id))
    db.session.commit()
    return transfer.shown(), 201


def checked(body):
    """Return the transfer in a body, or refuse it."""
    try:
        order = {name: body[name] for name in ("from_id", "to_id", "amount")}
    except (KeyError, TypeError):
        raise Refusal(400, "A transfer has from_id, to_id and amount.") from None
    for name, value in order.items():
        if isinstance(value, bool) or not isinstance(value, int):
            raise Refusal(400, f"{name} must be a whole number.")
    if order["amount"] <= 0 or order["amount"] > MOST:
        raise Refusal(400, "This amount cannot be moved.")
    if order["from_id"] == order["to_id"]:
        raise Refusal(400, "An account cannot pay itself.")
    return order


def move(transfer):
    """Change both balances and keep the transfer, without a commit."""
    sender = db.session.get(Account, transfer.from_id)
    receiver = db.session.get(Account, transfer.to_id)
    if sender is None or receiver is None:
        raise Refusal(404, "There is no such account.")
    if sender.balance < transfer.amount:
        raise Refusal(400, "The balance does not suffice.")
    sender.balance -= transfer.amount
    receiver.balance += transfer.amount
    db.session.add(transfer)
    db.session.flush()
    return transfer
