"""What lasts longer than a view: streams, requests that run, and commands."""

import pytest

ENDLESS = {"copies": 1_000_000}


def _answers(client):
    return client.get("/notes").status_code == 200


@pytest.mark.concept("holds-while-sending")
def test_export_keeps_its_connection(one_connection, add, soon):
    """An export keeps its connection while it is sent, and gives it back when the client leaves."""
    client = one_connection
    texts = add(client)

    for query, copies in (({}, 1), ({"copies": 2}, 2)):
        export = client.get("/export", query_string=query)
        assert export.status_code == 200, "The export must answer 200."
        assert export.mimetype == "text/plain", "An export is plain text."
        expected = "".join(f"{text}\n" for text in texts * copies)
        assert export.text == expected, "It must be complete."
        assert soon(lambda: _answers(client)), "When it is sent the connection must be back."
    with client.stream("/export", query_string=ENDLESS) as stream:
        assert stream.line().decode() == f"{texts[0]}\n", "It begins with the first note."
        for _ in range(4):
            assert client.get("/notes").status_code == 503, "Its connection is in use."
    assert soon(lambda: _answers(client)), "When the client has left it must be back, too."


@pytest.mark.concept("holds-while-sending")
def test_head_of_an_export_keeps_nothing(one_connection, add, soon):
    """HEAD of an export, whose body nobody reads, leaves the pool as it was."""
    client = one_connection
    add(client)

    for _ in range(2):
        assert client.head("/export").status_code == 200, "HEAD must answer like GET."
        assert soon(lambda: _answers(client)), "The connection must be back."


@pytest.mark.concept("counts-running")
def test_running_requests_are_counted(client, add, soon, fresh):
    """GET /running counts itself and what is being sent, and nothing that has ended."""
    add(client)
    bad = {"json": {"texts": [""]}}, {"json": {"texts": [f"!{fresh.word()}"]}}

    def count():
        return client.get("/running").json["running"]

    assert soon(lambda: count() == 1), "A request counts itself."
    for method, path, sent in (
        ("GET", f"/{fresh.word()}", {}),
        ("DELETE", "/notes", {}),
        ("OPTIONS", "/notes", {}),
        *(("POST", "/notes", sent) for sent in bad),
        ("HEAD", "/export", {}),
    ):
        client.open(path, method=method, **sent)
        assert soon(lambda: count() == 1), f"{method} {path} is not running any more."
    with client.stream("/export", query_string=ENDLESS) as stream:
        stream.line()
        for _ in range(4):
            assert soon(lambda: count() == 2), "An export that is being sent is running."
    assert soon(lambda: count() == 1), "It has ended when the client has left."


@pytest.mark.concept("counts-running")
def test_refused_requests_are_not_running(start_app, soon):
    """Requests for which there was no connection do not run any more."""
    client = start_app({"POOL_SIZE": 0}).client()

    client.get("/notes")
    assert soon(lambda: client.get("/running").json["running"] == 1), "Nothing else is running."


@pytest.mark.concept("cleans-up-commands")
def test_command_stores_all_or_nothing(cli, client, all_back, fresh):
    """The command add stores its notes, or none if one is bad, and gives the connection back."""
    texts = [fresh.word(), fresh.word()]

    done = cli("add", *texts)
    assert done.exit_code == 0, "With good notes it must end with 0."
    assert client.get("/notes").json == texts, "The notes must be stored."
    assert all_back(), "The connection must be given back."
    for bad in ("", f"!{fresh.word()}"):
        done = cli("add", fresh.word(), bad)
        assert done.exit_code != 0, "With a bad note it may not end with 0."
        assert client.get("/notes").json == texts, "Nothing may be stored then."
        assert all_back(), "The connection must be given back, too."
