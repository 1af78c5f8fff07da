"""E-mail addresses are unique."""

import pytest


@pytest.mark.concept("refuses-duplicates")
def test_taken_email_is_a_conflict(client, body):
    """A second user with a taken e-mail address is refused with 409, and life goes on."""
    first = client.post("/users", json=body()).json

    response = client.post("/users", json=body(email=first["email"]))

    assert response.status_code == 409, "A taken e-mail address must be answered with 409."
    assert isinstance(response.json["error"], str), "A 409 must carry error, a text."
    found = client.get(f"/users/{first['id']}")
    assert found.json == first, "The first user must stay as it was."
    later = client.post("/users", json=body())
    assert later.status_code == 201, "After the conflict, requests must work as usual."


@pytest.mark.concept("settles-races")
def test_later_of_two_simultaneous_requests_is_refused(client, body, database, send_rival):
    """When another request stores the same e-mail address in between, the answer is 409."""
    existing = client.post("/users", json=body()).json
    send_rival(existing["email"])

    response = client.post("/users", json=body())

    assert response.status_code == 409, (
        "The database must refuse the row that comes second, which is then a 409."
    )
    database.execute("DROP TRIGGER rival")
    later = client.post("/users", json=body())
    assert later.status_code == 201, "After the conflict, requests must work as usual."
