"""First tests, for you to read and to extend."""

import pytest

from app import create_app


@pytest.fixture
def client():
    app = create_app({"PAGES": {"start": "Welcome!"}, "RENAMED": {"home": "start"}})
    return app.test_client()


def test_shows_a_page(client):
    response = client.get("/pages/start")

    assert response.status_code == 200
    assert response.json == {"name": "start", "text": "Welcome!"}


def test_knows_the_old_name(client):
    assert client.get("/pages/home").headers["Location"].endswith("/pages/start")
