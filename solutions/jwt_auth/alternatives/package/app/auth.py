from flask import Blueprint, request
from flask_jwt_extended import JWTManager, create_access_token, current_user, jwt_required
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate
from sqlalchemy import select

from .errors import refuse
from .models import NOBODY, Account, db

bp = Blueprint("auth", __name__)
jwt = JWTManager()


class Login(Schema):
    class Meta:
        unknown = EXCLUDE

    email = fields.String(required=True)
    password = fields.String(required=True, load_only=True)


class Registration(Login):
    email = fields.Email(required=True)
    password = fields.String(required=True, load_only=True, validate=validate.Length(min=8))


class Profile(Schema):
    id = fields.Integer()
    email = fields.String()


@bp.post("/register")
def register():
    data = Registration().load(request.get_json())
    if find(data["email"]):
        return refuse(409, "There is an account with this e-mail already.")
    account = Account(**data)
    db.session.add(account)
    db.session.commit()
    return Profile().dump(account), 201


@bp.post("/login")
def login():
    data = Login().load(request.get_json())
    account = find(data["email"])
    fits = (account or NOBODY).has_password(data["password"])
    if account is None or not fits:
        return refuse(401, "Wrong credentials.")
    return {"access_token": create_access_token(account)}


@bp.get("/me")
@jwt_required()
def me():
    return Profile().dump(current_user)


@bp.errorhandler(ValidationError)
def invalid(error):
    return refuse(400, "The input is not valid.", fields=error.messages)


def find(email):
    return db.session.scalars(select(Account).where(Account.email == email)).one_or_none()


@jwt.user_identity_loader
def identity(account):
    return str(account.id)


@jwt.user_lookup_loader
def load(_header, claims):
    return db.session.get(Account, int(claims["sub"]))


@jwt.user_lookup_error_loader
def gone(_header, _claims):
    return refuse(401, "The account does not exist any more.")


@jwt.expired_token_loader
def expired(_header, _claims):
    return refuse(401, "The token has expired.")


@jwt.unauthorized_loader
def missing(reason):
    return refuse(401, reason)


@jwt.invalid_token_loader
def unreadable(reason):
    return refuse(422, reason)
