"""Records of requests: one each, with an id, apart from others, never twice."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

LONGEST = 64


@pytest.mark.concept("logs-requests")
def test_each_request_has_one_record(client, records, fresh):
    """Each request, whatever its end, is one INFO record with method, path, status, duration."""
    word = fresh.word()
    for method, path, status in (
        ("POST", f"/stock/{word}", 200),
        ("GET", f"/{word}", 404),
        ("PUT", "/login", 405),
        ("GET", f"/failure/{word}", 500),
    ):
        response = client.open(path, method=method, query_string={"page": "2"})
        assert response.status_code == status, f"{path} must answer {status}."
        record = records.of_request(path)
        told = [record[name] for name in ("method", "path", "status", "level")]
        assert told == [method, path, status, "INFO"], "The record must tell these."
        assert isinstance(record["duration_ms"], int | float), "The duration must be a number."
    assert len(records.ended()) == 4, "No other record may hold a status."


@pytest.mark.concept("logs-requests")
def test_duration_is_in_milliseconds(client, records):
    """duration_ms is how long the answer took, in milliseconds."""
    began = time.perf_counter()
    client.get("/wait")
    elapsed = (time.perf_counter() - began) * 1000

    duration = records.of_request("/wait")["duration_ms"]

    assert 49 <= duration <= elapsed + 1, "It must be the time between question and answer."


@pytest.mark.concept("identifies-requests")
def test_request_has_an_id(client, records, log_in, fresh):
    """Each request has an id of its own, in its records and in the header X-Request-ID."""
    names, seen = [fresh.word(), fresh.word()], []
    for name in names:
        seen.append(log_in(name).headers.get("X-Request-ID"))
        assert records.one(f"login of {name}")["request_id"] == seen[-1], "They must be the same."
    assert [record["request_id"] for record in records.ended()] == seen, "So must these be."
    for path in (f"/{fresh.word()}", f"/failure/{fresh.word()}"):
        seen.append(client.get(path).headers.get("X-Request-ID"))
        own = {record["request_id"] for record in records.all if record["path"] == path}
        assert own == {seen[-1]}, "All records of a request must hold its id."
    assert all(seen), "The header must be there, also for 404 and 500."
    assert len(set(seen)) == 4, "Every request must have another id."
    assert all(re.fullmatch("[A-Za-z0-9_-]{1,64}", one) for one in seen), "They are well-formed."


@pytest.mark.concept("identifies-requests")
def test_given_id_is_taken_if_well_formed(records, log_in, fresh):
    """X-Request-ID is taken if it is 1 to 64 letters, digits, hyphens or underscores."""
    good = (fresh.text(LONGEST), f"{fresh.word()}_{fresh.integer(1, 9)}-B", fresh.text(1))
    bad = (fresh.text(LONGEST + 1), "", "a b", 'x","level":"ERROR', f"../{fresh.word()}", "Größe")
    for given in good + bad:
        name = fresh.word()
        header = log_in(name, headers={"X-Request-ID": given.encode().decode("latin-1")})
        told = header.headers.get("X-Request-ID")
        assert (told == given) == (given in good), f"{given!r} must be taken only if well-formed."
        assert re.fullmatch("[A-Za-z0-9_-]{1,64}", told or ""), "The header must be well-formed."
        assert records.one(f"login of {name}")["request_id"] == told, "They must be the same."


@pytest.mark.concept("joins-libraries")
def test_libraries_write_the_same_fields(client, records, fresh):
    """A record of another logger, made in a request, holds its id, method and path."""
    given = fresh.text(12)
    client.post("/payments", json={"amount": "3.00"}, headers={"X-Request-ID": given})

    record = records.one("paid")

    told = [record[name] for name in ("logger", "request_id", "method", "path")]
    assert told == ["shop.payment", given, "POST", "/payments"], "It must hold the same fields."


@pytest.mark.concept("keeps-requests-apart")
def test_requests_at_the_same_time(start_app, records, fresh):
    """Of two requests at the same time each writes its own id; a thread beside them none."""
    app = start_app()
    ids = {fresh.word(): fresh.text(12) for _ in range(2)}
    paths = {word: f"/meeting/{word}" for word in ids}

    with ThreadPoolExecutor() as pool:
        for word, given in ids.items():
            pool.submit(app.client().get, paths[word], headers={"X-Request-ID": given})

    for word, given in ids.items():
        own = [records.one(f"{word} came"), records.one(f"{word} met")]
        own.append(records.of_request(paths[word]))
        for record in own:
            assert record["request_id"] == given, "A record must hold the id of its own request."
            assert record["path"] == paths[word], "A record must hold its own path."
    word = fresh.word()
    app.client().post(f"/stock/{word}")
    record = records.one(f"{word} counted")
    told = [record.get(name) for name in ("request_id", "method", "path")]
    assert told == [None] * 3, "Outside of requests these fields must be null or absent."


def build_again(app):
    """Build the application once more, in a process where somebody else has set logging up."""
    import logging  # noqa: PLC0415 - the function stands on its own
    import sys  # noqa: PLC0415

    from app import create_app  # noqa: PLC0415

    app.logger.debug("touched")
    logging.getLogger().addHandler(logging.StreamHandler(sys.stderr))
    create_app()


@pytest.mark.concept("writes-once")
def test_nothing_is_written_twice(client, inside, records, log_in, fresh):
    """Each record is one line, even if create_app ran before and the root logger had a handler."""
    inside(build_again)
    name = fresh.word()
    before = len(records.logs.lines)

    log_in(name)
    client.post("/payments", json={"amount": "4.00"})

    assert records.one(f"login of {name}"), "The shop's record must be one line."
    assert records.one("paid"), "So must a library's be."
    assert records.of_request("/login"), "So must the request's be."
    assert len(records.logs.lines) - before == 4, "Four records must be four lines."
