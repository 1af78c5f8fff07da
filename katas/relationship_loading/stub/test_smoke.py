"""First tests, for you to read and to extend."""

import pytest

from app import User, create_app, db


@pytest.fixture
def client(tmp_path):
    app = create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / 'test.db'}"})
    with app.app_context():
        db.session.add(User(name="Ann"))
        db.session.commit()
    return app.test_client()


def test_lists_users(client):
    users = client.get("/users").json

    assert users == [{"id": 1, "name": "Ann", "profile": None, "post_count": 0}]


def test_creates_a_post(client):
    response = client.post("/users/1/posts", json={"title": "Tea", "tags": ["hot", "drinks"]})

    assert response.status_code == 201
    assert response.json["author"] == {"id": 1, "name": "Ann"}
    assert response.json["tags"] == ["drinks", "hot"]
