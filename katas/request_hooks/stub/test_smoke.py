"""First tests, for you to read and to extend."""

import pytest

from app import create_app


@pytest.fixture
def client():
    accounts = {"t-1": {"name": "Ann", "password": "secret", "admin": False}}
    config = {"ACCOUNTS": accounts, "ORIGINS": [], "SIGNING_KEY": "key", "BROKEN_TEXT": "Oh!"}
    return create_app(config).test_client()


def test_knows_the_caller(client):
    response = client.get("/me", headers={"Authorization": "Bearer t-1"})

    assert response.status_code == 200
    assert response.json["name"] == "Ann"


def test_refuses_strangers(client):
    assert client.get("/me").status_code == 401
