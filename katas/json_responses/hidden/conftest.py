"""A club for every test, and ways to read what the application says about it."""

from uuid import UUID

import pytest


@pytest.fixture
def record(fresh):
    """Give a function that describes a new member, with the fields given."""
    ids = iter(range(fresh.integer(0, 99), 9999, fresh.integer(1, 9)))

    def record(**fields):
        offset = f"{fresh.choice('+-')}{fresh.integer(1, 9):02}:{fresh.choice(['00', '30'])}"
        day = f"{fresh.integer(1, 12):02}-{fresh.integer(1, 28):02}"
        moment = f"{fresh.integer(0, 23):02}:{fresh.integer(0, 59):02}:{fresh.integer(1, 59):02}"
        return {
            "id": next(ids),
            "name": fresh.name(),
            "born": f"{fresh.integer(1930, 2015)}-{day}",
            "joined": f"{fresh.integer(2016, 2025)}-{day}T{moment}{offset}",
            "level": fresh.choice(["BEGINNER", "REGULAR", "TRAINER"]),
            "card": str(UUID(int=fresh.integer(0, 2**128 - 1))),
            "balance": f"{fresh.integer(0, 999)}.{fresh.integer(0, 99):02}",
            "badges": [fresh.word() for _ in range(8)],
            "rating": fresh.integer(1, 50) / 10,
            "password_hash": f"scrypt:{fresh.text(40)}",
        } | fields

    return record


@pytest.fixture
def records(record):
    """Give the members that the club starts with."""
    return [record(), record(), record()]


@pytest.fixture
def config(fresh, records):
    """Configure the application."""
    return {"NAME": fresh.name(), "AGE": fresh.integer(18, 99), "MEMBERS": records}


@pytest.fixture
def read(client):
    """Give a function that returns the JSON value of an answer, if it is declared as such."""

    def read(path, status=200, client=client):
        response = client.get(path)
        assert response.status_code == status, f"GET {path} must answer {status}."
        assert response.mimetype == "application/json", "The answer must be application/json."
        return response.json

    return read
