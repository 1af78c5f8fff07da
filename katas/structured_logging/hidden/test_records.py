"""Lines, times, levels, exceptions, secrets."""

from datetime import UTC, datetime, timedelta

import pytest

CLOSE = timedelta(minutes=1)


@pytest.mark.concept("writes-json")
def test_every_line_is_a_record(client, logs, records, log_in, fresh):
    """Each line is a JSON object with level, logger, message, and what was given as extra."""
    name, amount = fresh.name(), f"{fresh.integer(1, 99)}.90"
    log_in(name)
    client.post("/payments", json={"amount": amount})

    lines = [line for line in logs.lines if line.strip()]
    assert len(records.all) == len(lines), "Every line must be one JSON object."
    record = records.one(f"login of {name}")
    assert record["level"] == "INFO", "The level must be the record's."
    assert isinstance(record["logger"], str), "The logger must be named."
    assert record["user"] == name, "What the shop gives as extra must be a field."
    record = records.one("paid")
    assert record["logger"] == "shop.payment", "The logger must be the one that was used."
    assert record["amount"] == amount, "What JSON does not have must be written as its text."


@pytest.mark.concept("writes-json")
def test_time_has_a_zone(log_in, records, clock, fresh):
    """The time is that of the record, in ISO 8601 with its offset from UTC."""
    days, name = fresh.integer(2, 300), fresh.word()
    clock.tick(days=days)
    log_in(name)

    written = records.one(f"login of {name}")["time"]

    try:
        time = datetime.fromisoformat(written)
    except (TypeError, ValueError):
        time = None
    assert time, f"The time must be in ISO 8601, but is {written!r}."
    assert time.tzinfo, "The time must hold its offset from UTC."
    away = abs(time - (datetime.now(UTC) + timedelta(days=days)))
    assert away < CLOSE, f"The time must be now, but is {away} away."


@pytest.mark.concept("obeys-level")
def test_level_is_configured(start_app, records, fresh):
    """LOG_LEVEL is the lowest level that is written: INFO by default, DEBUG and WARNING."""
    for level, levels in ((None, ["INFO"]), ("DEBUG", ["DEBUG", "INFO"]), ("WARNING", [])):
        client = start_app({"LOG_LEVEL": level} if level else {}).client()
        before = len(records.all)
        client.post("/payments", json={"amount": "1.00"})
        written = [record for record in records.all[before:] if record["logger"] == "shop.payment"]
        assert [record["level"] for record in written] == levels, f"With {level} it must be these."
        assert (len(records.all) > before) == bool(levels), f"With {level} it must be these."
        client.get(f"/failure/{fresh.word()}")
        errors = [record for record in records.all[before:] if record["level"] == "ERROR"]
        assert errors, "An error must always be written."


@pytest.mark.concept("logs-exceptions")
def test_exception_is_in_its_record(client, records, fresh):
    """A bug is one ERROR record with type and traceback; the visitor sees a plain 500."""
    word = fresh.word()

    response = client.get(f"/failure/{word}")

    assert response.status_code == 500, "A bug must be answered with 500."
    for inside in ("LookupError", "Traceback", "shelf", "shop.py"):
        assert inside not in response.text, "The visitor must see nothing of it."
    errors = [record for record in records.all if record["level"] == "ERROR"]
    assert len(errors) == 1, "A bug must be one ERROR record."
    exception = errors[0]["exception"]
    assert isinstance(exception, dict), "exception must be an object."
    assert exception["type"] == "LookupError", "The type must be the class's name."
    assert "shop.py" in exception["traceback"], "The traceback must show where it was raised."
    last = exception["traceback"].strip().splitlines()[-1]
    assert last == f"LookupError: {word} is not on the shelf", "It must be whole."
    assert errors[0]["path"] == f"/failure/{word}", "The record must belong to the request."


@pytest.mark.concept("hides-secrets")
def test_secrets_are_in_no_line(start_app, logs, records, fresh):
    """Passwords, tokens, Authorization and cookies are in no line, whoever logs them, how deep."""
    client, name = start_app({"LOG_LEVEL": "DEBUG"}).client(), fresh.name()
    body, query, header, cookie = (fresh.text(20) for _ in range(4))
    client.set_cookie("session", cookie)
    headers = {"Authorization": f"Bearer {header}", "Token": header, "Password": header}

    for path, more in (
        ("/login", {"json": {"username": name, "password": body}}),
        ("/payments", {"json": {"amount": "2.00"}}),
        (f"/failure/{name}", {"method": "GET"}),
        ("/nowhere", {}),
    ):
        options = {"method": "POST", "query_string": {"token": query}, "headers": headers, **more}
        client.open(path, **options)

    for secret in (body, query, header, cookie):
        assert secret not in logs.text, "A secret must not be written."
    record = records.one(f"login of {name}")
    assert record["password"] == "***", "What is hidden must be ***."
    seen = records.one("about to pay")["seen"]["headers"]
    hidden = {field.lower() for field, value in seen.items() if value == "***"}
    secrets = {"authorization", "token", "password", "cookie"}
    assert hidden == secrets, "Of the headers these must be hidden, and no others."


@pytest.mark.concept("resists-forgery")
def test_line_cannot_be_forged(log_in, client, logs, records, fresh):
    """Line ends in names and paths end no line, and come out of the JSON as they went in."""
    forged = f'{{"level": "INFO", "message": "{fresh.word()}"}}'
    for name in (f"{fresh.word()}\n{forged}", f"a\r{forged}", f'", "level": "FATAL{fresh.word()}'):
        log_in(name)
        record = records.one(f"login of {name}")
        assert record["level"] == "INFO", "A name must not change other fields."
    client.get(f"/a%0A{forged.replace(' ', '%20')}")

    assert not [line for line in logs.lines if line.startswith(forged)], "It must not be a line."
    assert records.of_request(f"/a\n{forged}"), "The path must come out as it went in."


@pytest.mark.concept("captures-warnings")
def test_warnings_are_records(client, logs, records, fresh):
    """A warning of Python is one WARNING record of its request, and no line of another form."""
    word = fresh.word()

    client.get(f"/prices/{word}")

    lines = [line for line in logs.lines if line.strip()]
    assert len(records.all) == len(lines), "Every line must be one JSON object."
    found = [record for record in records.all if f"list {word} is old" in record["message"]]
    assert len(found) == 1, "The warning must be one record."
    assert found[0]["level"] == "WARNING", "Its level must be WARNING."
    assert found[0]["path"] == f"/prices/{word}", "It must belong to the request."
