"""First tests, for you to read and to extend."""

import pytest

from app import create_app


@pytest.fixture
def client():
    return create_app().test_client()


def test_reads_the_query_string(client):
    response = client.get("/search?q=flask&page=2&tag=new&tag=free")

    assert response.json == {"q": "flask", "page": 2, "tags": ["new", "free"]}


def test_refuses_an_order_without_quantity(client):
    response = client.post("/orders", json={"item": "tea"})

    assert response.status_code == 400
