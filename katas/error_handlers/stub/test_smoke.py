"""First tests, for you to read and to extend."""

import pytest

from app import create_app


@pytest.fixture
def client():
    config = {
        "ITEMS": [{"name": "Kettle", "stock": 3, "replacement": None}],
        "RETRY_AFTER": 60,
        "CRASH": "RuntimeError",
        "CRASH_TEXT": "the password is swordfish",
    }
    return create_app(config).test_client()


def test_unknown_item(client):
    response = client.get("/items/99")

    assert response.status_code == 404
    assert response.json["status"] == 404
    assert "99" in response.json["error"]


def test_bug(client):
    response = client.get("/crash")

    assert response.status_code == 500
    assert "swordfish" not in response.text
