"""Registration, login and a protected profile with JSON Web Tokens."""

import os
from datetime import timedelta

from flask import Blueprint, Flask, abort, request
from flask_jwt_extended import JWTManager, create_access_token, get_jwt_identity, jwt_required
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.exceptions import HTTPException
from werkzeug.security import check_password_hash, generate_password_hash

db = SQLAlchemy()
jwt = JWTManager()
bp = Blueprint("auth", __name__)


class User(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]

    def to_dict(self):
        return {"id": self.id, "email": self.email}


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_mapping(
        JWT_SECRET_KEY=os.environ.get("JWT_SECRET_KEY"),
        JWT_ACCESS_TOKEN_EXPIRES=timedelta(hours=1),
        JWT_ERROR_MESSAGE_KEY="error",
        SQLALCHEMY_DATABASE_URI="sqlite:///app.db",
    )
    app.config.update(config or {})
    db.init_app(app)
    jwt.init_app(app)
    app.register_blueprint(bp)
    with app.app_context():
        db.create_all()
    return app


def credentials():
    """Return the e-mail and password of the request, or answer 400."""
    data = request.get_json()
    if not isinstance(data, dict):
        abort(400, "Send a JSON object.")
    email, password = data.get("email"), data.get("password")
    if not isinstance(email, str) or "@" not in email:
        abort(400, "email must be an e-mail address.")
    if not isinstance(password, str) or len(password) < 8:
        abort(400, "password must be text of at least 8 characters.")
    return email, password


@bp.post("/register")
def register():
    email, password = credentials()
    user = User(email=email, password_hash=generate_password_hash(password))
    db.session.add(user)
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        abort(409, "This e-mail address is taken.")
    return user.to_dict(), 201


@bp.post("/login")
def login():
    email, password = credentials()
    user = db.session.scalar(db.select(User).filter_by(email=email))
    if user is None:
        generate_password_hash(password)  # as much work as a check, so that time tells nothing
    if user is None or not check_password_hash(user.password_hash, password):
        abort(401, "Wrong e-mail or password.")
    return {"access_token": create_access_token(identity=str(user.id))}


@bp.get("/me")
@jwt_required()
def me():
    user = db.session.get(User, int(get_jwt_identity()))
    if user is None:
        abort(401, "This account no longer exists.")
    return user.to_dict()


@bp.app_errorhandler(HTTPException)
def error_as_json(error):
    return {"error": error.description}, error.code
