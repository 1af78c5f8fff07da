"""First tests, for you to read and to extend."""

import pytest

from app import create_app


@pytest.fixture
def client():
    departments = [
        {"name": "books", "prefix": "/books", "items": ["Emma", "Walden"]},
        {"name": "records", "prefix": "/shop/records", "items": ["Blue Train"]},
    ]
    app = create_app({"DEPARTMENTS": departments, "API_PREFIX": "/api", "NEWS": ["We are open"]})
    return app.test_client()


def test_shows_an_item_of_each_department(client):
    assert "Walden" in client.get("/books/2").text
    assert "Blue Train" in client.get("/shop/records/1").text


def test_links_from_the_api_to_the_page(client):
    assert client.get("/api/v1/records/1").json["url"] == "/shop/records/1"
