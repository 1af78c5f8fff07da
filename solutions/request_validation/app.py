"""Request validation: the reference answer, with marshmallow schemas."""

from flask import Flask, abort, json, request
from flask_sqlalchemy import SQLAlchemy
from marshmallow import Schema, ValidationError, fields
from marshmallow.validate import Length, Range
from sqlalchemy import JSON
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.exceptions import HTTPException

LARGEST_ID = 2**63 - 1  # SQLite has no larger integers, and raises an exception when asked for one

db = SQLAlchemy()


class User(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    age: Mapped[int | None]
    address: Mapped[dict | None] = mapped_column(JSON)


def trimmed(value):
    """Return a string without white space around it; leave anything else for the field to judge."""
    return value.strip() if isinstance(value, str) else value


class AddressSchema(Schema):
    city = fields.String(required=True, pre_load=trimmed, validate=Length(2, 80))
    postcode = fields.String(required=True, pre_load=trimmed, validate=Length(3, 10))


class UserSchema(Schema):
    id = fields.Integer(dump_only=True)
    name = fields.String(required=True, pre_load=trimmed, validate=Length(2, 80))
    email = fields.Email(required=True, pre_load=trimmed, post_load=str.lower)
    age = fields.Integer(strict=True, load_default=None, validate=Range(18, 120))
    address = fields.Nested(AddressSchema, load_default=None)


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.update(config or {})
    db.init_app(app)
    with app.app_context():
        db.create_all()

    @app.post("/users")
    def create_user():
        user = User(**UserSchema().load(request.get_json()))
        db.session.add(user)
        try:
            db.session.commit()
        except IntegrityError:
            db.session.rollback()
            abort(409, "This e-mail address is taken.")
        return UserSchema().dump(user), 201

    @app.get(f"/users/<int(max={LARGEST_ID}):user_id>")
    def read_user(user_id):
        return UserSchema().dump(db.get_or_404(User, user_id))

    @app.errorhandler(ValidationError)
    def explain_faults(error):
        return {"error": "The body has faults.", "fields": error.messages}, 400

    @app.errorhandler(HTTPException)
    def answer_in_json(error):
        response = error.get_response()
        response.data = json.dumps({"error": error.description})
        response.content_type = "application/json"
        return response

    return app
