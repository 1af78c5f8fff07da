"""First tests, for you to read and to extend."""

import pytest

from app import create_app


@pytest.fixture
def client():
    return create_app({"LAYERS": ["rain", "snow"]}).test_client()


def test_shows_an_hour(client):
    response = client.get("/hours/7")

    assert response.status_code == 200
    assert response.json == {"hour": 7}


def test_knows_how_long_a_day_is(client):
    assert client.get("/hours/24").status_code == 404
