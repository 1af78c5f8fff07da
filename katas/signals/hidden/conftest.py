"""Plugins, which write down what they hear."""

import json

import pytest

HEARD = "../data/heard"
PLUGIN = """
import json
import sqlite3
from types import SimpleNamespace

from app import user_created
from flask import current_app, request
from flask_login import UserMixin, login_user


class Guest(UserMixin):
    def __init__(self, email):
        self.id, self.email = 0, email


def connect(app):
    global path
    path = app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
    user_created.connect(hear, **({{"sender": app}} if {chosen} else {{}}))
    if {views}:
        app.add_url_rule("/plugin/users", "plugin_users", announce, methods=["POST"])
        app.add_url_rule("/plugin/login", "plugin_login", log_in, methods=["POST"])


def hear(sender, user, **extra):
    connection = sqlite3.connect(path)
    sql = "SELECT count(*) FROM users WHERE email = ?"
    rows = connection.execute(sql, [user.email]).fetchone()[0]
    connection.close()
    heard = {{"plugin": {name!r}, "email": user.email, "rows": rows}}
    with open({heard!r}, "a") as file:
        file.write(json.dumps(heard) + "\\n")
    if {breaking}:
        session = current_app.extensions["sqlalchemy"].session
        session.add(type(user)(email=user.email))
        session.flush()
    if {text!r}:
        raise RuntimeError({text!r})


def announce():
    user = SimpleNamespace(id=0, email=request.json["email"])
    user_created.send(current_app._get_current_object(), user=user)
    return "", 204


def log_in():
    login_user(Guest(request.json["email"]))
    return "", 204
"""


@pytest.fixture
def config(fresh):
    """Configure the application, without plugins."""
    return {"SECRET_KEY": fresh.text(32), "PASSWORD": fresh.password(), "PLUGINS": []}


@pytest.fixture
def with_plugins(start_app, files):
    """Give a function that starts the application with plugins and returns a client.

    Each plugin hears of new users: if it is *chosen*, of those that the application announces. A
    plugin with a *text* fails with it, and a *breaking* one fails in the database session. With
    *views*, the first one has views of its own.
    """

    def with_plugins(*texts, chosen=False, views=False, breaking=False):
        names = []
        for number, text in enumerate(texts):
            names.append(f"plugin_{number}")
            code = PLUGIN.format(
                name=names[-1],
                text=text,
                chosen=chosen,
                breaking=breaking,
                views=views and not number,
                heard=files.path(HEARD),
            )
            files.write(f"{names[-1]}.py", code)
        return start_app({"PLUGINS": names}).client()

    return with_plugins


@pytest.fixture
def heard(files):
    """Give a function that returns what plugins have heard: plugin, address, rows in the table."""

    def heard():
        try:
            return [json.loads(line) for line in files.read(HEARD).decode().splitlines()]
        except AssertionError:
            return []

    return heard


@pytest.fixture
def emails(fresh):
    """Give addresses of people who want to be users."""
    return [f"{number}.{fresh.email()}" for number in range(6)]


@pytest.fixture
def add():
    """Give a function that adds users: the first one alone, all others in one import."""

    def add(client, first, *others):
        response = client.post("/users", json={"email": first})
        assert response.status_code == 201, "A new user must be accepted with 201."
        assert response.json["email"] == first, "The answer is the user."
        if others:
            response = client.post("/imports", json={"emails": others})
            assert response.status_code == 201, "An import must be accepted with 201."
            assert response.json == {"count": len(others)}, "The answer tells how many."

    return add
