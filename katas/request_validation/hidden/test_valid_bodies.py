"""What a valid body brings about."""

import pytest

pytestmark = pytest.mark.concept("creates-user")


def test_required_fields_are_enough(client, body):
    """A name and an e-mail address make a user; age and address are null or left out."""
    for sent in (body(), body(age=None, address=None)):
        response = client.post("/users", json=sent)

        assert response.status_code == 201, "A valid body must be answered with 201."
        assert type(response.json["id"]) is int, "The id must be an integer."
        expected = sent | {"id": response.json["id"], "age": None, "address": None}
        assert response.json == expected, "The answer must be the user with exactly these fields."


def test_optional_fields_are_kept(client, body, address, fresh):
    """Age and address are part of the user when they are given."""
    sent = body(age=fresh.integer(18, 120), address=address)

    response = client.post("/users", json=sent)

    assert response.status_code == 201, "A valid body must be answered with 201."
    expected = sent | {"id": response.json["id"]}
    assert response.json == expected, "The answer must be the user with all that was sent."


def test_users_can_be_read_again(client, body, address):
    """GET /users/<id> answers with what the creation of this user answered."""
    first = client.post("/users", json=body(age=44, address=address)).json
    second = client.post("/users", json=body()).json

    for user in (first, second):
        response = client.get(f"/users/{user['id']}")
        assert response.status_code == 200, "A user that was created must be found."
        assert response.json == user, "GET must show the user as it was created."
