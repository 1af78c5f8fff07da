"""What the application tells about itself."""

import pytest


@pytest.mark.concept("knows-its-name")
def test_status_tells_the_name(client):
    """GET /status answers 200 with a JSON object whose name is the module's: app."""
    response = client.get("/status")

    assert response.status_code == 200, "GET /status must answer 200."
    module = str(response.json["name"]).split(".")[0]
    assert module == "app", "The application must be named after its module."
    assert type(response.json["debug"]) is bool, "debug must be true or false, no text or number."


@pytest.mark.concept("debug-is-off")
def test_debug_mode_is_off(client):
    """Without a word from outside, debug mode is off and GET /status says so."""
    response = client.get("/status")

    assert response.json["debug"] is False, "Debug mode must be off by default."
