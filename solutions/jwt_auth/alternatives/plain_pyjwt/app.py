"""The same service without an extension: PyJWT, the sqlite3 module and a decorator of our own."""

import functools
import sqlite3
import uuid
from datetime import UTC, datetime, timedelta

import jwt
from flask import Flask, current_app, g, jsonify, request
from sqlalchemy.engine import make_url
from werkzeug.security import check_password_hash, generate_password_hash

SCHEMA = "CREATE TABLE IF NOT EXISTS account (id TEXT PRIMARY KEY, email TEXT UNIQUE, hash TEXT)"
LIFETIME = timedelta(hours=1)


def refuse(status, message):
    return jsonify(error=message, status=status), status


def database():
    if "database" not in g:
        url = make_url(current_app.config["SQLALCHEMY_DATABASE_URI"])
        g.database = sqlite3.connect(url.database)
        g.database.row_factory = sqlite3.Row
    return g.database


def close_database(_error):
    if "database" in g:
        g.database.close()


def takes_credentials(view):
    @functools.wraps(view)
    def wrapper():
        data = request.get_json(silent=True)
        fields = ("email", "password")
        if not isinstance(data, dict) or not all(isinstance(data.get(f), str) for f in fields):
            return refuse(400, "Send email and password, both text.")
        return view(data["email"], data["password"])

    return wrapper


def needs_token(view):
    @functools.wraps(view)
    def wrapper():
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return refuse(401, "Send a token.")
        try:
            claims = jwt.decode(
                token,
                current_app.config["JWT_SECRET_KEY"],
                algorithms=["HS256"],
                options={"require": ["sub", "exp"]},
            )
        except jwt.InvalidTokenError as error:
            return refuse(401, f"The token is not valid: {error}")
        account = (
            database()
            .execute("SELECT id, email FROM account WHERE id = ?", [claims["sub"]])
            .fetchone()
        )
        return view(account) if account else refuse(401, "There is no such account.")

    return wrapper


@takes_credentials
def register(email, password):
    if "@" not in email or len(password) < 8:
        return refuse(400, "The e-mail needs an @, the password 8 characters.")
    account = {"id": str(uuid.uuid4()), "email": email}
    hashed = generate_password_hash(password)
    try:
        with database() as connection:
            connection.execute(
                "INSERT INTO account VALUES (:id, :email, :hash)", {**account, "hash": hashed}
            )
    except sqlite3.IntegrityError:
        return refuse(409, "This e-mail is taken.")
    return account, 201


@takes_credentials
def login(email, password):
    account = database().execute("SELECT * FROM account WHERE email = ?", [email]).fetchone()
    if account is None:
        generate_password_hash(password)  # takes as long as a check
    if account is None or not check_password_hash(account["hash"], password):
        return refuse(401, "Wrong e-mail or password.")
    now = datetime.now(UTC)
    claims = {"sub": account["id"], "iat": now, "exp": now + LIFETIME}
    return {
        "access_token": jwt.encode(claims, current_app.config["JWT_SECRET_KEY"]),
        "token_type": "Bearer",
    }


@needs_token
def me(account):
    return dict(account)


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    app.teardown_appcontext(close_database)
    app.add_url_rule("/register", view_func=register, methods=["POST"])
    app.add_url_rule("/login", view_func=login, methods=["POST"])
    app.add_url_rule("/me", view_func=me)
    for status in (404, 405, 500):
        app.register_error_handler(status, lambda error: refuse(error.code, error.name))
    with app.app_context():
        database().execute(SCHEMA)
    return app
