"""First tests, for you to read and to extend."""

import pytest

from app import create_app


@pytest.fixture
def client(tmp_path):
    return create_app({"POOL_SIZE": 1, "FOLDER": str(tmp_path)}).test_client()


def test_connection_comes_back(client):
    for _ in range(3):
        assert client.get("/notes").status_code == 200


def test_notes_are_stored(client):
    assert client.post("/notes", json={"texts": ["one", "two"]}).status_code == 201
    assert client.get("/notes").json == ["one", "two"]


def test_running_counts_itself(client):
    client.get("/notes", buffered=True)  # a request of the test client ends when it is closed

    assert client.get("/running", buffered=True).json == {"running": 1}
