"""First tests, for you to read and to extend."""

import pytest

from app import create_app


@pytest.fixture
def client(tmp_path):
    (tmp_path / "hello.txt").write_text("Hello!")
    app = create_app({"BOOKS": [{"title": "Emma", "topic": "love"}], "FILES": str(tmp_path)})
    return app.test_client()


def test_shows_a_book(client):
    response = client.get("/books/1")

    assert response.status_code == 200
    assert response.json["title"] == "Emma"
    assert response.json["links"] == {"self": "/books/1", "topic": "/topics/love"}


def test_serves_a_file(client):
    assert client.get("/files/hello.txt").text == "Hello!"
