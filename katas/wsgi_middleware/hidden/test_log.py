"""What the log says about each request."""

from urllib.parse import quote

import pytest


@pytest.mark.concept("logs-requests")
def test_each_request_is_one_line(client, logged, fresh):
    """The log has method, path, status and the body's size of every request."""
    name, unknown = fresh.word(), f"/{fresh.word()}"
    paths = [f"/items/{name}", unknown, "/broken", "/numbers", "/admin/x", "/legacy/parts"]

    for path in paths:
        response = client.get(path)
        line = f"GET {path} {response.status_code} {len(response.data)}"
        assert logged(line), f"There must be a line {line!r}."
    client.head(f"/items/{name}")
    assert logged(f"HEAD /items/{name} 200 0"), "HEAD has no body."
    client.post(f"/items/{name}", headers={"X-HTTP-Method-Override": "DELETE"})
    size = len(client.delete(f"/items/{name}").data)
    assert logged(f"POST /items/{name} 200 {size}"), "The method is the one that was sent."


@pytest.mark.concept("logs-what-was-sent")
def test_line_tells_what_was_really_sent(client, logged):
    """Status and size are those of the answer as it was sent, however it came about."""
    for path in ("/legacy/written", "/legacy/lazy", "/legacy/changed"):
        response = client.get(path)
        line = f"GET {path} {response.status_code} {len(response.data)}"
        assert logged(line), f"There must be a line {line!r}."


@pytest.mark.concept("one-line-each")
def test_path_cannot_write_lines(client, logged, logs, fresh):
    """The path is percent-encoded in the log, so that no path begins a line of its own."""
    word = fresh.word()
    path = f"/{word}\nGET /{word} 200 99 ü"
    encoded = quote(path, safe="/")

    size = len(client.get(f"{encoded}?x=1").data)

    assert logged(f"GET {encoded} 404 {size}"), "The path must be there, percent-encoded."
    forged = [line for line in logs.lines if line.startswith(f"GET /{word} 200")]
    assert forged == [], "A path must not write a line."
