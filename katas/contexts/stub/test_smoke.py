"""First tests, for you to read and to extend."""

import pytest

from app import create_app


@pytest.fixture
def client(tmp_path):
    return create_app({"DATABASE": str(tmp_path / "notes.db"), "SECRET_KEY": "key"}).test_client()


def test_note_has_its_author(client):
    client.put("/me", json={"name": "Ann"})

    response = client.post("/notes", json={"text": " Hello "})

    assert response.status_code == 201
    assert response.json == {"id": 1, "author": "Ann", "text": "Hello"}


def test_connections_are_closed(client, tmp_path):
    client.get("/summary")

    events = [line.split()[0] for line in (tmp_path / "notes.db.journal").open()]
    assert events.count("open") == events.count("close")
