"""Accounts of the newsroom, made behind the application's back, and their browsers."""

from dataclasses import dataclass

import pytest
from werkzeug.security import generate_password_hash


@dataclass(kw_only=True)
class Account:
    """An account with the client of whoever owns it."""

    username: str
    password: str
    nickname: str
    client: object

    def log_in(self):
        """Log in, which must succeed."""
        response = self.attempt()
        assert response.status_code == 200, "A login with the right password must answer 200."

    def attempt(self, **changes):
        """Send a login, with other values if there are any, and return the response."""
        credentials = {"username": self.username, "password": self.password}
        return self.client.post("/login", json=credentials | changes)

    def send(self, method, path, body=None, **more):
        """Send a request, with JSON if there is a *body*, and return the response."""
        json = {} if body is None else {"json": body}
        return self.client.open(path, method=method, **json, **more)

    def status_of(self, method, path, body=None, **more):
        """Send a request and return its status."""
        return self.send(method, path, body, **more).status_code


@pytest.fixture
def config(fresh):
    """Give the application its key and its secret."""
    return {"SECRET_KEY": fresh.text(40), "AUDIT_NOTE": fresh.text(24)}


@pytest.fixture
def app(start_app):
    """Give the running application."""
    return start_app()


@pytest.fixture
def account(app, database, fresh):
    """Give a maker of accounts: ``account("editor")``, logged in unless told otherwise."""

    def make(role, *, active=True, log_in=True):
        password = fresh.password()
        made = Account(
            username=fresh.word(12),
            password=password,
            nickname=fresh.name(),
            client=app.client(),
        )
        database.execute(
            "INSERT INTO users (username, password_hash, role, nickname, active) "
            "VALUES (:username, :password_hash, :role, :nickname, :active)",
            username=made.username,
            # One round is no protection, and enough for a test that is not about hashing.
            password_hash=generate_password_hash(password, method="pbkdf2:sha256:1"),
            role=role,
            nickname=made.nickname,
            active=int(active),
        )
        if log_in:
            made.log_in()
        return made

    return make


@pytest.fixture
def stored(database):
    """Give a function that returns an account's row as it is stored."""

    def stored(account):
        sql = "SELECT * FROM users WHERE username = :username"
        rows = database.rows(sql, username=account.username)
        assert len(rows) == 1, "The account must be in the table users, under its name."
        return rows[0]

    return stored


@pytest.fixture
def set_role(database):
    """Give a function that changes a role in the database."""

    def set_role(account, role):
        sql = "UPDATE users SET role = :role WHERE username = :username"
        database.execute(sql, role=role, username=account.username)

    return set_role


@pytest.fixture
def write_article(fresh):
    """Give a function that makes an article and returns its id."""

    def write_article(author, title=None):
        response = author.send("POST", "/articles", {"title": title or fresh.name()})
        assert response.status_code == 201, "An editor or admin must be able to write an article."
        return response.json["id"]

    return write_article
