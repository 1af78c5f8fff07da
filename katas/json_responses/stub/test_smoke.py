"""First tests, for you to read and to extend."""

import pytest

from app import create_app

ANN = {
    "id": 7,
    "name": "Ann",
    "born": "1990-05-17",
    "joined": "2024-03-01T12:30:00+05:30",
    "level": "TRAINER",
    "card": "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
    "balance": "12.5",
    "badges": ["silver", "bronze"],
    "rating": 4.5,
    "password_hash": "not for you",
}


@pytest.fixture
def client():
    return create_app({"NAME": "Bob", "AGE": 30, "MEMBERS": [ANN]}).test_client()


def test_shows_data(client):
    assert client.get("/data").json == {"name": "Bob", "age": 30}


def test_shows_a_member(client):
    response = client.get("/members/7")

    assert response.status_code == 200
    assert response.json["name"] == "Ann"
