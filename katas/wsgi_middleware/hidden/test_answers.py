"""What becomes of answers: a header, nothing lost, nothing held back."""

import pytest


@pytest.mark.concept("names-server")
def test_every_answer_names_the_server(client, config, fresh):
    """X-Served-By is in every answer: 200, 404, 405, 500, streamed, or from /legacy."""
    requests = [
        ("GET", f"/items/{fresh.word()}", 200),
        ("GET", f"/{fresh.word()}", 404),
        ("POST", "/numbers", 405),
        ("GET", "/broken", 500),
        ("GET", "/numbers", 200),
        ("OPTIONS", "/numbers", 200),
        ("GET", "/legacy/parts", 200),
        ("GET", f"/legacy/{fresh.word()}", 404),
        ("GET", "/admin/x", 403),
    ]

    for method, path, status in requests:
        response = client.open(path, method=method)
        assert response.status_code == status, f"{method} {path} must answer {status}."
        told = response.headers.getlist("X-Served-By")
        assert told == [config["SERVER"]], f"{method} {path} must name the server, once."


@pytest.mark.concept("replaces-header")
def test_header_of_the_view_is_replaced(client, config):
    """If the application has set X-Served-By itself, the answer has one all the same, ours."""
    response = client.get("/named")

    told = response.headers.getlist("X-Served-By")
    assert told == [config["SERVER"]], "The header must be there once."
    assert response.text == "named", "The answer must stay as it was otherwise."


@pytest.mark.concept("stays-flask")
def test_application_is_still_flask(cli, client, fresh):
    """What create_app returns is the Flask application, with its commands."""
    done = cli("routes")
    assert done.exit_code == 0, "The flask command must find a Flask application."
    assert "/items/<name>" in done.stdout, "Its routes must be there."
    name = fresh.word()
    answer = client.get(f"/items/{name}").json
    assert answer == {"method": "GET", "name": name}, "The views must answer as before."


@pytest.mark.concept("streams-through")
def test_parts_pass_as_they_come(client):
    """The first part of an answer arrives before the application has made the second."""
    with client.stream("/legacy/slow") as answer:
        assert answer.line() == b"first\n", "The first line must come at once."
        client.get("/legacy/go-on")
        assert answer.line() == b"second\n", "The second must follow."
        assert answer.complete(), "Then the answer ends."


@pytest.mark.concept("closes-answers")
def test_answer_is_closed_once(client, soon):
    """The close method of what the application returned is called once, when all was sent."""
    for _ in range(3):
        assert client.get("/legacy/parts").text == "one two three\n", "All parts must be sent."
    # The last one is closed when the client has all of it already.
    soon(lambda: int(client.get("/legacy/closed").text) >= 3)
    assert client.get("/legacy/closed").text == "3", "Each must be closed once."


@pytest.mark.concept("follows-protocol")
def test_old_ways_to_answer_work(client, config):
    """Bodies that are written, answers that begin late, and a second start_response all work."""
    written = client.get("/legacy/written")
    assert written.text == "written, then returned\n", "write() must send its part, too."
    lazy = client.get("/legacy/lazy")
    assert (lazy.status_code, lazy.text) == (203, "lazy\n"), "An answer may begin late."
    changed = client.get("/legacy/changed")
    assert changed.status_code == 503, "The second start_response must replace the first."
    assert changed.text == "Come back later.\n", "Its body is what counts."
    assert "X-Draft" not in changed.headers, "The first headers must be gone."
    for response in (written, lazy, changed):
        told = response.headers.getlist("X-Served-By")
        assert told == [config["SERVER"]], "Here, too, the header must be there once."
