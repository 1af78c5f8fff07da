"""Transactions whose rules are in the schema; the database adds up, and refuses what is left."""

from flask import Flask, jsonify, request
from flask_sqlalchemy import SQLAlchemy
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validates_schema
from marshmallow.validate import Range
from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, String, case
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import HTTPException

db = SQLAlchemy()


class Account(db.Model):
    __tablename__ = "accounts"
    __table_args__ = (CheckConstraint("balance >= 0"),)

    id = Column(Integer, primary_key=True)
    balance = Column(Integer, nullable=False)


class Transfer(db.Model):
    __tablename__ = "transfers"

    id = Column(Integer, primary_key=True)
    from_id = Column(ForeignKey(Account.id), nullable=False)
    to_id = Column(ForeignKey(Account.id), nullable=False)
    amount = Column(Integer, nullable=False)
    key = Column(String(64), unique=True)


class TransferSchema(Schema):
    """What comes in, and what goes out."""

    class Meta:
        unknown = EXCLUDE

    id = fields.Integer(dump_only=True)
    from_id = fields.Integer(strict=True, required=True)
    to_id = fields.Integer(strict=True, required=True)
    amount = fields.Integer(strict=True, required=True, validate=Range(1, 100_000_000))

    @validates_schema
    def check_accounts(self, data, **_):
        if data["from_id"] == data["to_id"]:
            raise ValidationError("must be different accounts")


SCHEMA = TransferSchema()


def explain(order, key):
    """Answer when the database has refused the transfer: for its key, or for the balance."""
    earlier = key and db.session.scalar(db.select(Transfer).filter_by(key=key))
    if not earlier:
        return jsonify(error="not enough money"), 400
    told = SCHEMA.dump(earlier)
    if told != {**order, "id": earlier.id}:
        return jsonify(error="this key is taken"), 422
    return told, 201


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
        order = SCHEMA.load(request.get_json())
        key = request.headers.get("Idempotency-Key")
        sender, receiver = order["from_id"], order["to_id"]
        known = db.select(db.func.count()).where(Account.id.in_([sender, receiver]))
        if db.session.scalar(known) < 2:
            return jsonify(error="no such account"), 404
        transfer = Transfer(**order, key=key)
        db.session.add(transfer)
        change = case((Account.id == sender, -transfer.amount), else_=transfer.amount)
        try:
            db.session.flush()
            db.session.execute(
                db.update(Account)
                .where(Account.id.in_([sender, receiver]))
                .values(balance=Account.balance + change),
                execution_options={"synchronize_session": False},
            )
        except IntegrityError:
            db.session.rollback()
            return explain(order, key)
        db.session.commit()
        return SCHEMA.dump(transfer), 201

    @app.errorhandler(ValidationError)
    def explain_faults(error):
        return jsonify(error="not a transfer", faults=error.messages), 400

    @app.errorhandler(HTTPException)
    def answer_in_json(error):
        return jsonify(error=error.name), error.code

    return app
