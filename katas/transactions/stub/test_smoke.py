"""First tests, for you to read and to extend."""

import pytest

from app import create_app


@pytest.fixture
def client(tmp_path):
    app = create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / 'test.db'}"})
    return app.test_client()


def test_money_moves(client):
    ann = client.post("/accounts", json={"balance": 100}).json["id"]
    bob = client.post("/accounts", json={"balance": 0}).json["id"]

    response = client.post("/transfers", json={"from_id": ann, "to_id": bob, "amount": 30})

    assert response.status_code == 201
    assert client.get(f"/accounts/{ann}").json["balance"] == 70
    assert client.get(f"/accounts/{bob}").json["balance"] == 30


def test_nobody_takes_money_by_a_negative_amount(client):
    ann = client.post("/accounts", json={"balance": 100}).json["id"]
    bob = client.post("/accounts", json={"balance": 0}).json["id"]

    response = client.post("/transfers", json={"from_id": bob, "to_id": ann, "amount": -30})

    assert response.status_code == 400
    assert client.get(f"/accounts/{ann}").json["balance"] == 100
