"""Two first tests, for you to read and to extend."""

import pytest
from app import create_app


@pytest.fixture
def client(tmp_path):
    config = {
        "JWT_SECRET_KEY": "for-tests-only-" + 32 * "x",
        "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path}/test.db",
    }
    return create_app(config).test_client()


def test_register_log_in_and_read_the_profile(client):
    account = {"email": "ada@example.com", "password": "correct horse"}
    assert client.post("/register", json=account).status_code == 201

    token = client.post("/login", json=account).json["access_token"]
    response = client.get("/me", headers={"Authorization": f"Bearer {token}"})

    assert response.status_code == 200
    assert response.json["email"] == "ada@example.com"


def test_profile_needs_a_token(client):
    response = client.get("/me")

    assert response.status_code == 401
    assert "error" in response.json
