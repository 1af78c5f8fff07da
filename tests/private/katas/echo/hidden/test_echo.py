"""What comes back."""

import pytest


@pytest.mark.concept("echoes-text")
def test_body_comes_back(client, fresh):
    """POST /echo answers 200 with the bytes of the body."""
    text = fresh.text(20)
    response = client.post("/echo", data=text)
    assert response.status_code == 200, "POST /echo must answer 200."
    assert response.text == text, "The body must be what was sent."


@pytest.mark.concept("refuses-get")
def test_get_is_refused(client):
    """GET /echo answers 405."""
    assert client.get("/echo").status_code == 405, "GET /echo must answer 405."
