"""First tests, for you to read and to extend."""

import pytest

from app import create_app


@pytest.fixture
def client(tmp_path):
    app = create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / 'test.db'}"})
    return app.test_client()


def test_creates_a_user(client):
    response = client.post("/users", json={"name": "Ann", "email": "ann@example.com"})

    assert response.status_code == 201
    assert response.json["active"] is True
    assert response.json["orders"] == []


def test_adds_an_order(client):
    user = client.post("/users", json={"name": "Ann", "email": "ann@example.com"}).json

    response = client.post(f"/users/{user['id']}/orders", json={"product": "Tea"})

    assert response.status_code == 201
    assert response.json["user"] == {"id": user["id"], "name": "Ann"}
