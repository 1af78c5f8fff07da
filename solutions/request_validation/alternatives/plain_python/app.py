"""Request validation without a validation library; the address has a table of its own."""

import re

from flask import Flask, request
from flask.views import MethodView
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column, relationship
from werkzeug.exceptions import HTTPException, UnsupportedMediaType

EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")

db = SQLAlchemy()


class Address(db.Model):
    __tablename__ = "addresses"

    user_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    city: Mapped[str]
    postcode: Mapped[str]


class User(db.Model):
    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(index=True, unique=True)
    age: Mapped[int | None]
    address: Mapped[Address | None] = relationship()


class FaultError(Exception):
    """What is wrong with a value: a list of messages, or faults by field."""

    def __init__(self, what):
        self.what = what if isinstance(what, dict) else [what]


class RefusalError(Exception):
    """An answer other than the expected one."""

    def __init__(self, status, error, **more):
        self.status, self.body = status, {"error": error, **more}


def text(shortest, longest):
    """Return a rule: a text, trimmed, of so many characters."""

    def check(value):
        if not isinstance(value, str):
            raise FaultError("must be a text")
        value = value.strip()
        if not shortest <= len(value) <= longest:
            raise FaultError(f"must have {shortest} to {longest} characters")
        return value

    return check


def email(value):
    """Check an e-mail address, and write it in lower case."""
    value = text(3, 254)(value).lower()
    if not EMAIL.fullmatch(value):
        raise FaultError("must be an e-mail address")
    return value


def age(value):
    """Check an age."""
    if type(value) is not int:
        raise FaultError("must be an integer")
    if not 18 <= value <= 120:
        raise FaultError("must be from 18 to 120")
    return value


def record(required, optional=None):
    """Return a rule: an object whose fields keep their own rules."""
    rules = required | (optional or {})

    def check(value):
        if not isinstance(value, dict):
            raise FaultError("must be an object")
        faults = {field: ["is unknown"] for field in value if field not in rules}
        faults |= {field: ["is required"] for field in required if field not in value}
        clean = {}
        for field in rules.keys() & value.keys():
            if value[field] is None and field not in required:
                continue
            try:
                clean[field] = rules[field](value[field])
            except FaultError as fault:
                faults[field] = fault.what
        if faults:
            raise FaultError(faults)
        return clean

    return check


address = record({"city": text(2, 80), "postcode": text(3, 10)})
user = record({"name": text(2, 80), "email": email}, {"age": age, "address": address})


def shown(row):
    """Return what a client may see of a user."""
    home = row.address and {"city": row.address.city, "postcode": row.address.postcode}
    return {"id": row.id, "name": row.name, "email": row.email, "age": row.age, "address": home}


class Users(MethodView):
    """The collection."""

    def post(self):
        if not request.is_json:
            raise UnsupportedMediaType
        try:
            clean = user(request.get_json())
        except FaultError as fault:
            fields = fault.what if isinstance(fault.what, dict) else {}
            raise RefusalError(400, "Please correct the fields.", fields=fields) from None
        if db.session.scalar(select(User.id).where(User.email == clean["email"])):
            raise RefusalError(409, "Somebody has this e-mail address.")
        if "address" in clean:
            clean["address"] = Address(**clean["address"])
        row = User(**clean)
        try:
            db.session.add(row)
            db.session.commit()
        except IntegrityError:
            raise RefusalError(409, "Somebody was faster with this e-mail address.") from None
        return shown(row), 201


class OneUser(MethodView):
    """One user."""

    def get(self, user_id):
        row = db.session.get(User, user_id)
        if row is None:
            raise RefusalError(404, "There is no such user.")
        return shown(row)


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    db.init_app(app)
    with app.app_context():
        db.create_all()
    app.add_url_rule("/users", view_func=Users.as_view("users"))
    app.add_url_rule("/users/<int:user_id>", view_func=OneUser.as_view("user"))
    app.register_error_handler(RefusalError, lambda refusal: (refusal.body, refusal.status))
    app.register_error_handler(HTTPException, lambda error: ({"error": error.name}, error.code))
    return app
