"""Errors that are the server's own."""

import pytest

KINDS = ("RuntimeError", "ValueError", "KeyError", "TypeError")


@pytest.mark.concept("hides-failures")
@pytest.mark.parametrize("kind", KINDS)
def test_bug_is_500_without_a_word_about_it(start_app, error, config, kind):
    """An exception of whatever class is answered with 500 in JSON, and nothing of it is shown."""
    client = start_app({"CRASH": kind}).client()

    for _ in range(2):
        response = client.get("/crash")
        error(response, 500)
        for inside in (config["CRASH_TEXT"], kind, "Traceback", "app.py"):
            assert inside not in response.text, "A 500 must not tell about the inside."
    assert client.get("/items/1").status_code == 200, "Other requests must work as before."


@pytest.mark.concept("logs-failures")
@pytest.mark.parametrize("kind", KINDS)
def test_bug_is_logged_with_its_traceback(start_app, config, logs, kind):
    """The log holds the exception of a 500: its class, its text and its traceback."""
    start_app({"CRASH": kind}).client().get("/crash")

    assert "Traceback (most recent call last)" in logs.text, "The log must hold the traceback."
    last = [line for line in logs.lines if config["CRASH_TEXT"] in line]
    assert last, "The log must hold the text of the exception."
    assert any(kind in line for line in last), "The log must name the class of the exception."


@pytest.mark.concept("logs-failures")
def test_errors_of_clients_leave_no_traceback(client, logs, fresh):
    """Requests that are answered with 400 to 499 leave no traceback in the log."""
    requests = [
        ("GET", f"/{fresh.word()}", {}),
        ("GET", "/items/0", {}),
        ("GET", "/accounts", {}),
        ("PUT", "/items/", {}),
        ("POST", "/items/", {"json": {}}),
        ("POST", "/items/", {"data": "{", "content_type": "application/json"}),
        ("POST", "/items/1/orders", {"json": {"quantity": 1}}),
        ("POST", "/items/3/orders", {"json": {"quantity": 1}}),
    ]

    for method, path, sent in requests:
        before = logs.text.count("Traceback")
        response = client.open(path, method=method, **sent)
        after = logs.text.count("Traceback")
        refused = 400 <= response.status_code <= 499
        assert not refused or after == before, f"{method} {path} must leave no traceback."


@pytest.mark.concept("names-incidents")
def test_incident_leads_to_the_log(client, error, logs):
    """Each 500 has an incident of its own, which the log names, too."""
    incidents = [error(client.get("/crash"), 500)["incident"] for _ in range(3)]

    assert all(isinstance(incident, str) for incident in incidents), "incident must be a text."
    assert len(set(incidents)) == 3, "Each failure must have an incident of its own."
    for incident in incidents:
        assert len(incident) >= 8, "An incident must have at least 8 characters."
        assert incident in logs.text, "The log must name the incident."
