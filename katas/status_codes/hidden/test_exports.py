"""Exports: ordered now, ready later."""

import pytest


@pytest.fixture
def deliver(client):
    """Give a function that brings the file of the export at a path."""

    def deliver(path, content):
        response = client.put(f"{path}/file", data=content.encode())
        assert response.status_code in {200, 201, 204}, "The file must be taken."

    return deliver


@pytest.mark.concept("accepts-work")
def test_export_is_ordered_and_fetched(client, deliver, place, fresh):
    """An order is accepted, its URL says that it is not ready and later where the file is."""
    for _ in range(2):
        response = client.post("/exports")
        assert response.status_code == 202, "Nothing is ready, the work is only accepted."
        path = place(response)
        assert path.startswith("/exports/"), "Location must be the export."
        waiting = client.get(path)
        assert waiting.status_code == 200, "The export can be asked about."
        assert waiting.json == {"ready": False}, "And it is not ready yet."
        assert client.get(f"{path}/file").status_code == 404, "There is no file yet."

        deliver(path, content := fresh.text(200))
        ready = client.get(path)
        assert ready.status_code == 303, "What the client wants is at another URL."
        assert place(ready) == f"{path}/file", "Location must be the file."
        file = client.get(f"{path}/file")
        assert file.status_code == 200, "Now there is a file."
        assert file.mimetype == "text/plain", "It is text."
        assert file.text == content, "It is the one that was delivered."

    for unknown in ("/exports/987654", "/exports/987654/file"):
        assert client.get(unknown).status_code == 404, "There is no such export."


@pytest.mark.concept("asks-to-wait")
def test_one_export_at_a_time(client, deliver, place, fresh):
    """While an export is not ready, another order is put off, and told for how long."""
    path = place(client.post("/exports"))

    for _ in range(2):
        response = client.post("/exports")
        assert response.status_code == 503, "It cannot be done now, and can be later."
        seconds = response.headers.get("Retry-After", "")
        assert seconds.isdecimal(), "Retry-After must be a whole number of seconds."
        assert int(seconds) >= 1, "The client is to wait."
    deliver(path, fresh.text(9))
    assert client.post("/exports").status_code == 202, (
        "When it is ready, the next one can be ordered."
    )
    assert client.get(path).status_code == 303, "The first one stays ready."
