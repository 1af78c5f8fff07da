"""Errors that the framework raises, in the shape that the contract promises."""

import json

import pytest

pytestmark = pytest.mark.concept("json-errors")


def test_refusals_of_the_framework_are_json(client, body, fresh):
    """Unknown user or URL 404, wrong method 405, broken JSON 400, other content 415: all JSON."""
    as_text = {"data": json.dumps(body()), "content_type": "text/plain"}
    requests = [
        (404, "GET", f"/users/{fresh.integer(1000, 9999)}", {}),
        (404, "GET", f"/{fresh.word()}", {}),
        (405, "PUT", "/users", {"json": body()}),
        (405, "POST", "/users/1", {"json": body()}),
        (400, "POST", "/users", {"data": "{", "content_type": "application/json"}),
        (415, "POST", "/users", as_text),
        (415, "POST", "/users", {"data": body()}),
    ]

    for status, method, path, sent in requests:
        response = client.open(path, method=method, **sent)
        assert response.status_code == status, f"{method} {path} must be answered with {status}."
        assert response.mimetype == "application/json", f"A {status} must be declared as JSON."
        assert isinstance(response.json["error"], str), f"A {status} must carry error, a text."


def test_failure_of_the_server_tells_nothing(client, body, break_database):
    """When the database fails, the answer is 500 in JSON, without exception or SQL."""
    client.post("/users", json=body())
    break_database()

    for response in (client.get("/users/1"), client.post("/users", json=body())):
        assert response.status_code == 500, "A broken database must be answered with 500."
        assert isinstance(response.json["error"], str), "A 500 must carry error, a text."
        for inside in ("sqlite", "sqlalche", "no such", "no column", "traceback", "insert into"):
            assert inside not in response.text.lower(), "A 500 must not tell about the inside."
