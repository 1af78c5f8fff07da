"""Your answer to "Transactions". README.md says what is asked.

Check it at any time:  make check KATA=transactions
"""

from flask import Flask, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Mapped, mapped_column

db = SQLAlchemy()


class Account(db.Model):
    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    balance: Mapped[int]


# 1. The model of a transfer: table transfers.


def create_app(config=None):
    """Return the application; the values in *config* override your defaults."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///bank.db"
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

    # 2. POST /transfers: refuse what must not be, then move the money, all of it or nothing.

    # 3. Errors, all of them as {"error": "..."}.

    return app
