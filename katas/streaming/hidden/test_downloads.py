"""Answers with an end: zeros and lines."""

import pytest

MEBIBYTE = 2**20
MANY = 330


@pytest.mark.concept("streams-download")
def test_zeros_are_a_download(client, fresh):
    """GET /zeros/<n> answers with so many mebibytes of zeros, as a file with its length."""
    for number in (1, fresh.integer(2, 3)):
        response = client.get(f"/zeros/{number}")

        assert response.status_code == 200, "The download must answer 200."
        assert response.data == bytes(number * MEBIBYTE), "The body must be that many zero bytes."
        assert response.mimetype == "application/octet-stream", "The bytes are of no special type."
        length = response.headers.get("Content-Length")
        assert length == str(number * MEBIBYTE), "Content-Length must tell the size."
        disposition = response.headers.get("Content-Disposition", "")
        assert disposition.startswith("attachment"), "A browser must be told to save it."
        assert "zeros.bin" in disposition, "The file must have its name."


@pytest.mark.concept("keeps-memory-flat")
def test_large_download_needs_little_memory(client):
    """1000 MiB are allowed, and 330 of them pass through a process that may not have as much."""
    total = 0
    with client.stream("/zeros/1000") as answer:
        assert answer.status_code == 200, "The largest download must answer 200."
        while total < MANY * MEBIBYTE and (piece := answer.read()):
            total += len(piece)

    assert total >= MANY * MEBIBYTE, "It must go on."


@pytest.mark.concept("refuses-first")
def test_what_cannot_be_answered_is_refused_at_once(client, fresh):
    """0 or 1001 mebibytes answer 400, and an unknown file 404, before anything is streamed."""
    for path, status in (("/zeros/0", 400), ("/zeros/1001", 400), (f"/lines/{fresh.word()}", 404)):
        with client.stream(path) as answer:
            assert answer.status_code == status, f"{path} must answer {status}."


@pytest.mark.concept("keeps-the-request")
def test_lines_have_the_prefix_of_the_request(client, files, fresh):
    """GET /lines/<name> streams the file, with the query's prefix before each line."""
    name, prefix, lines = f"{fresh.word()}.txt", fresh.word(), [fresh.name(), "", "Ä <b> \t."]
    files.write(f"../data/{name}", "".join(f"{line}\n" for line in lines).encode())

    response = client.get(f"/lines/{name}", query_string={"prefix": prefix})
    plain = client.get(f"/lines/{name}")

    assert response.status_code == 200, "A file that is there must answer 200."
    assert response.mimetype == "text/plain", "Lines are plain text."
    assert response.text == "".join(f"{prefix}{line}\n" for line in lines), "All must be there."
    assert plain.text == "".join(f"{line}\n" for line in lines), "Without prefix none is added."


@pytest.mark.concept("shows-that-it-broke")
def test_answer_that_breaks_is_not_complete(client, files, fresh, logs):
    """If a line cannot be read, the answer breaks off visibly, and the log has the traceback."""
    name, good = f"{fresh.word()}.txt", f"{fresh.word()}\n"
    files.write(f"../data/{name}", good.encode() * 3_000 + b"\xff\n" + good.encode())

    with client.stream(f"/lines/{name}") as answer:
        assert answer.status_code == 200, "Nobody knows of the bad line when the answer begins."
        assert answer.line().decode() == good, "The good lines must be sent."
        assert not answer.complete(), "A client must be able to see that something is missing."

    assert "Traceback" in logs.text, "The log must tell what happened."
