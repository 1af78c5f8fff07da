"""How requests end, and what they leave behind."""

import pytest


@pytest.mark.concept("gives-back")
def test_connection_comes_back(client, journal, all_back, fresh):
    """A request gives its connection back when it has ended: well, refused or with a bug."""
    text = fresh.text(20)
    requests = [
        ("POST", [text], 201),
        ("POST", [text, ""], 422),
        ("GET", None, 200),
        ("POST", [text, f"!{text}"], 500),
        ("GET", None, 200),
    ]

    for method, texts, status in requests:
        before = journal().count("connection taken")
        sent = {"json": {"texts": texts}} if texts else {}
        response = client.open("/notes", method=method, **sent)
        assert response.status_code == status, f"{method} /notes must answer {status}."
        taken = journal().count("connection taken")
        assert taken == before + 1, "A request takes one connection."
        assert all_back(), "When it has ended the connection must be back."


@pytest.mark.concept("shares-pool")
def test_pool_is_opened_once(client, journal, add):
    """One pool serves all requests."""
    texts = [*add(client), *add(client)]

    assert client.get("/notes").json == texts, "All notes must be there."
    lines = journal()
    assert lines.count("pool opened") == 1, "There is one pool for all requests."
    assert "pool closed" not in lines, "It must stay open."


@pytest.mark.concept("undoes-failed-work")
def test_crash_leaves_nothing(client, add, fresh):
    """Of a request that ends with a bug no note is stored, not even later."""
    texts = [fresh.text(20), fresh.text(20), f"!{fresh.word()}"]

    assert client.post("/notes", json={"texts": texts}).status_code == 500, "This is a bug."
    stored = add(client)
    assert client.get("/notes").json == stored, "Only the later notes may be there."


@pytest.mark.concept("undoes-refused-work")
def test_refusal_leaves_nothing(client, add, fresh):
    """Of a request that is refused no note is stored, not even later."""
    response = client.post("/notes", json={"texts": [fresh.text(20), fresh.text(20), ""]})

    assert response.status_code == 422, "An empty note is refused with 422."
    assert isinstance(response.json["error"], str), "A refusal says so in JSON."
    stored = add(client)
    assert client.get("/notes").json == stored, "Only the later notes may be there."


@pytest.mark.concept("cleans-up-in-order")
def test_workspace_is_closed_before_its_connection(client, add, journal, files, soon):
    """A report's workspace is removed, and only then its connection given back."""
    texts = add(client)
    order = ["connection taken", "workspace opened", "workspace closed", "connection given back"]

    for query, status in (({}, 200), ({"crash": 1}, 500)):
        before = len(journal())
        response = client.get("/report", query_string=query)
        assert response.status_code == status, f"With {query or 'no query'} it is {status}."
        if status == 200:
            assert response.mimetype == "text/plain", "A report is plain text."
            assert response.text == "\n".join(texts), "It has a line for each note."
        soon(lambda before=before: len(journal()) >= before + len(order))
        lines = [line for line in journal()[before:] if not line.startswith("pool")]
        assert lines == order, "What was opened last is closed first."
        left = [name for name in files.tree() if "/work-" in name]
        assert left == [], "The folder must be gone."


@pytest.mark.concept("ends-without-resources")
def test_empty_pool_is_503(start_app, fresh):
    """While the pool is empty, what needs a connection answers 503, and all else as usual."""
    client = start_app({"POOL_SIZE": 0}).client()
    sent = {"json": {"texts": [fresh.text(20)]}}

    for _ in range(2):
        for method, path in (("GET", "/notes"), ("POST", "/notes"), ("GET", "/report")):
            response = client.open(path, method=method, **(sent if method == "POST" else {}))
            assert response.status_code == 503, f"{method} {path} needs a connection."
            assert isinstance(response.json["error"], str), "A 503 says so in JSON."
        assert client.get("/health").json == {"ok": True}, "This needs none."


@pytest.mark.concept("ends-without-resources")
def test_other_requests_take_nothing(client, journal, fresh):
    """Health checks, unknown URLs and wrong methods take no connection, and end as they should."""
    for method, path, status in (
        ("GET", "/health", 200),
        ("GET", f"/{fresh.word()}", 404),
        ("DELETE", "/notes", 405),
    ):
        response = client.open(path, method=method)
        assert response.status_code == status, f"{method} {path} must answer {status}."
        assert "connection taken" not in journal(), f"{method} {path} needs no connection."
    assert client.get("/notes").json == [], "There are no notes."
    assert "connection taken" in journal(), "This needs one."


@pytest.mark.concept("survives-failed-cleanup")
def test_failed_cleanup_costs_nobody(client, files, add, all_back, logs):
    """If a workspace cannot be removed, answer and connection are as usual, and the log says it."""
    texts = add(client)
    files.write("../data/notes/stuck", "")

    for _ in range(3):
        response = client.get("/report")
        assert response.status_code == 200, "The client must get the answer."
        assert response.text == "\n".join(texts), "It must be complete."
        assert all_back(), "The connection must be given back."
    assert "is stuck" in logs.text, "The log must have the exception's text."
