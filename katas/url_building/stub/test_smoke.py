"""First tests, for you to read and to extend."""

import pytest

from app import create_app


@pytest.fixture
def client():
    return create_app({"PUBLIC_URL": "https://letters.example"}).test_client()


def test_invites(client):
    response = client.post("/invitations", data={"name": "Ann"}, base_url="http://letters.example")

    assert response.status_code == 201
    assert response.json == {"link": "https://letters.example/welcome/Ann"}


def test_leads_to_the_next_page(client):
    response = client.get("/letters?page=2&topic=art", base_url="http://letters.example")

    assert response.status_code == 200
    assert response.json["next"] in ("/letters?page=3&topic=art", "/letters?topic=art&page=3")
