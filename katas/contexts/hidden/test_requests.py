"""What belongs to one request, and what to more than one."""

from concurrent.futures import ThreadPoolExecutor

import pytest


@pytest.mark.concept("shares-connection")
def test_functions_of_a_request_share_a_connection(client, journal, fresh):
    """A request that needs the database opens one connection for all, and the next one another."""
    text = fresh.text(20)
    before = len(journal()[0])

    note = client.post("/notes", json={"text": f"  {text} "})
    assert note.status_code == 201, "A note must be accepted with 201."
    assert note.json["text"] == text, "The note has the text as the proofreader returns it."
    assert len(journal()[0]) == before + 1, "Adding a note takes one connection."
    summary = client.get("/summary").json
    assert summary == {"count": 1, "latest": note.json}, "The summary must be right."
    assert len(journal()[0]) == before + 2, "A summary takes one connection."
    assert client.get("/notes").json == [note.json], "All notes must be listed."
    assert len(journal()[0]) == before + 3, "A list takes one connection."


@pytest.mark.concept("shares-connection")
def test_summary_of_nothing(client):
    """Without notes the list is empty, and so is the summary."""
    assert client.get("/notes").json == [], "There are no notes."
    assert client.get("/summary").json == {"count": 0, "latest": None}, "There is no latest note."


@pytest.mark.concept("closes-connection")
def test_connection_is_closed_however_a_request_ends(client, journal, all_closed, fresh):
    """When a request has ended its connection is closed, also if the view has failed."""
    requests = [
        ("POST", "/notes", {"json": {"text": fresh.text(20)}}, 201),
        ("GET", "/summary", {}, 200),
        ("GET", "/crash", {}, 500),
        ("GET", "/notes", {}, 200),
    ]

    for method, path, sent, status in requests:
        before = len(journal()[0])
        response = client.open(path, method=method, **sent)
        assert response.status_code == status, f"{method} {path} must answer {status}."
        assert len(journal()[0]) > before, f"{method} {path} needs the database."
        assert all_closed(since=before), f"After {method} {path} its connection may not be open."


@pytest.mark.concept("opens-when-needed")
def test_other_requests_open_nothing(client, journal, fresh):
    """Requests that do not need the database open no connection."""
    assert client.get("/notes").status_code == 200, "This one needs it."
    before = journal()[0]
    assert before, "There must be a connection for it."

    assert client.get("/health").json == {"ok": True}, "The application is well."
    assert client.put("/me", json={"name": fresh.name()}).status_code == 200, "A name is accepted."
    assert client.get("/me").status_code == 200, "A name is told."
    assert client.get(f"/{fresh.word()}").status_code == 404, "This is no page."
    assert journal()[0] == before, "None of these needs a connection."


@pytest.mark.concept("remembers-name")
def test_name_outlives_the_request(visitor, client, fresh):
    """A visitor's name is known in the next request, to this visitor only."""
    names = [fresh.name() for _ in range(2)]
    browsers = [visitor(name) for name in names]

    for name, browser in zip(names, browsers, strict=True):
        for _ in range(2):
            told = browser.get("/me").json
            assert told == {"name": name}, "Each visitor has a name of his own."
    assert client.get("/me").json == {"name": None}, "Who has told no name has none."


@pytest.mark.concept("keeps-requests-apart")
def test_requests_at_the_same_time_have_nothing_in_common(visitor, client, asked, go, fresh):
    """While one visitor's note takes long, others add theirs; each note has its own author."""
    names = [fresh.name() for _ in range(2)]
    slow, quick = (visitor(name) for name in names)
    texts = [f"slow {fresh.word()}", fresh.text(20)]

    with ThreadPoolExecutor() as pool:
        answer = pool.submit(slow.post, "/notes", json={"text": texts[0]})
        assert asked(), "The proofreader must have the note."
        second = quick.post("/notes", json={"text": texts[1]})
        nameless = client.post("/notes", json={"text": fresh.text(20)})
        go()
        first = answer.result()

    for response, name, text in zip((first, second), names, texts, strict=True):
        assert response.status_code == 201, "Both notes must be accepted."
        told = response.json["author"], response.json["text"]
        assert told == (name, text), "Each has the author who sent it."
    assert nameless.json["author"] is None, "Who has told no name is no author."
    assert first.json["id"] > second.json["id"], "The slow note is the later one."
