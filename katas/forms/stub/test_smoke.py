"""First tests, for you to read and to extend."""

import pytest

from app import create_app


@pytest.fixture
def client():
    return create_app().test_client()


def test_page_has_a_form(client):
    response = client.get("/")

    assert response.status_code == 200
    assert 'action="/submit"' in response.text


def test_empty_form_is_shown_again(client):
    response = client.post("/submit", data={"name": ""})

    assert response.status_code == 400
    assert 'id="name-error"' in response.text
