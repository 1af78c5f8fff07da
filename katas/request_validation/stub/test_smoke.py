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
    assert response.json["name"] == "Ann"


def test_names_the_faulty_field(client):
    response = client.post("/users", json={"name": "A", "email": "ann@example.com"})

    assert response.status_code == 400
    assert list(response.json["fields"]) == ["name"]
