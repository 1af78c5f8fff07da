"""First tests, for you to read and to extend."""

import pytest
from werkzeug.security import generate_password_hash

from app import create_app

ANN = {"username": "ann", "password": "correct horse"}


@pytest.fixture
def client(tmp_path):
    account = {"email": "ann@example.com", "password_hash": generate_password_hash(ANN["password"])}
    config = {
        "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / 'test.db'}",
        "SECRET_KEY": "for-tests-only",
        "USERS": {"ann": account},
    }
    return create_app(config).test_client()


def test_cart_keeps_what_is_put_in(client):
    assert client.post("/cart", json={"item": "tea"}).status_code == 201
    assert client.get("/cart").json == {"items": ["tea"]}


def test_log_in_and_out(client):
    assert client.get("/me").status_code == 401
    assert client.post("/login", json=ANN).status_code == 200
    assert client.get("/me").json == {"username": "ann", "email": "ann@example.com"}
    assert client.post("/logout").status_code == 204
    assert client.get("/me").status_code == 401
