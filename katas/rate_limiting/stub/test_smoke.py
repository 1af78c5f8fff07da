"""First tests, for you to read and to extend."""

import pytest

from app import create_app


@pytest.fixture
def client():
    app = create_app(
        {
            "RATELIMIT_STORAGE_URI": "memory://",
            "API_KEYS": {"k-123": "ann"},
            "ACCOUNTS": {"ann": "only for this test"},
        }
    )
    return app.test_client()


def test_refuses_the_sixth_login(client):
    form = {"name": "ann", "password": "wrong"}

    statuses = [client.post("/login", data=form).status_code for _ in range(6)]

    assert statuses == [401, 401, 401, 401, 401, 429]


def test_refusal_says_when_to_come_back(client):
    for _ in range(20):
        client.get("/news")

    response = client.get("/news")

    assert response.status_code == 429
    assert isinstance(response.json["error"], str)
    assert int(response.headers["Retry-After"]) > 0
