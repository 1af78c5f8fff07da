"""First tests, for you to read and to extend."""

import pytest

from app import create_app


@pytest.fixture
def client():
    return create_app({"BOOKS": ["Emma"], "CRASH_TEXT": "swordfish"}).test_client()


def test_program_gets_json(client):
    response = client.get("/api/books/2", headers={"Accept": "text/html"})

    assert response.status_code == 404
    assert response.json["code"] == "book_unknown"


def test_visitor_gets_a_page(client):
    response = client.get("/books/2", headers={"Accept": "text/html"})

    assert response.status_code == 404
    assert response.mimetype == "text/html"
    assert 'id="message"' in response.text
