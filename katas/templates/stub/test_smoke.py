"""First tests, for you to read and to extend."""

import pytest

from app import create_app


@pytest.fixture
def client():
    entry = {
        "title": "Flask",
        "url": "https://flask.palletsprojects.com/",
        "note": "The manual",
        "minutes": 65,
        "read": False,
    }
    return create_app({"ENTRIES": [entry]}).test_client()


def test_greets_by_name(client):
    response = client.get("/greet/Ann")

    assert response.status_code == 200
    assert "Hello, Ann!" in response.text


def test_lists_the_entry(client):
    response = client.get("/")

    assert response.status_code == 200
    assert 'href="https://flask.palletsprojects.com/"' in response.text
    assert "1 h 5 min" in response.text
