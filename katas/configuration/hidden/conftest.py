"""Surroundings in which the board starts."""

import pytest


@pytest.fixture
def development():
    """Give the environment of a developer, who needs nothing else."""
    return {"BOARD_ENV": "development"}


@pytest.fixture
def production(fresh):
    """Give the environment of a server, with a key that is just long enough."""
    return {"BOARD_ENV": "production", "BOARD_SECRET_KEY": fresh.text(32)}


@pytest.fixture
def settings(start_app):
    """Give a function that starts the board and returns the settings that it shows."""

    def settings(environ, config=None):
        response = start_app(config, environ=environ).client().get("/settings")
        assert response.status_code == 200, "GET /settings must answer 200."
        return response.json

    return settings


@pytest.fixture
def number():
    """Give a function that posts a notice, perhaps with a given session, and returns its number."""

    def number(client, session=""):
        if session:
            client.set_cookie("session", session)
        response = client.post("/notices", data=b"x")
        assert response.status_code == 201, "A notice must be answered with 201."
        return response.json["number"]

    return number


@pytest.fixture
def toml(files, fresh):
    """Give a function that writes a TOML file and returns its path."""

    def toml(text):
        name = f"../data/{fresh.word(12)}.toml"
        files.write(name, text)
        return files.path(name)

    return toml
