"""What a refused client hears."""

import pytest


@pytest.fixture
def told(client, account):
    """Give a function that returns the Retry-After that a visitor beyond the limit is told."""

    def told(visitor):
        source = {"REMOTE_ADDR": visitor}
        answer = client.post("/login", data=account, environ_overrides=source)
        assert answer.status_code == 429, "Beyond its limit a login must be refused."
        return int(answer.headers["Retry-After"])

    return told


@pytest.mark.concept("explains-refusal")
def test_refusal_is_json_and_says_when_to_return(client, get, log_in, account, address):
    """A 429 is a JSON object with a text under error, and Retry-After is a number of seconds."""
    visitor = address()
    source = {"REMOTE_ADDR": visitor}
    get("/news", visitor, 20)
    log_in(visitor, 5)
    refusals = [
        (client.get("/news", environ_overrides=source), 3600),
        (client.post("/login", data=account, environ_overrides=source), 60),
    ]

    for refusal, longest in refusals:
        assert refusal.status_code == 429, "Beyond its limit a request must be refused."
        assert isinstance(refusal.json["error"], str), "The body must carry error, a text."
        seconds = refusal.headers.get("Retry-After", "")
        assert seconds.isdecimal(), "Retry-After must be a whole number of seconds."
        assert 1 <= int(seconds) <= longest + 1, "It must not exceed the period of the limit."


@pytest.mark.concept("true-retry-after")
def test_waiting_as_long_as_told_helps(log_in, told, address, clock):
    """Who waits for Retry-After is answered, and who comes over a second too early is not."""
    third = 1 / 3  # the visitors come at different moments of a second, so that rounding shows
    visitors = [address(), address(), address()]
    for visitor in visitors:
        log_in(visitor, 5)
        clock.tick(seconds=third)
    clock.tick(seconds=16.5)

    now, attempts = 0, []
    for visitor in visitors:
        seconds = told(visitor)
        attempts += [(now + seconds - 1.25, visitor, 429), (now + seconds, visitor, 200)]
        clock.tick(seconds=third)
        now += third

    for moment, visitor, status in sorted(attempts):
        clock.tick(seconds=moment - now)
        now = moment
        when = "as long as told" if status == 200 else "over a second less than told"
        assert log_in(visitor) == [status], f"After {when}, the answer must be {status}."


@pytest.mark.concept("true-retry-after")
def test_longest_wait_counts(log_in, told, address, clock):
    """Who exceeds the limits of the minute and of the hour is told the time of the hour."""
    visitor = address()
    for _ in range(3):
        log_in(visitor, 5)
        clock.tick(seconds=61)
    log_in(visitor, 5)
    clock.tick(seconds=0.5)

    seconds = told(visitor)
    clock.tick(seconds=seconds - 1.25)
    assert log_in(visitor) == [429], "After over a second less than told it must be refused."
    clock.tick(seconds=1.25)
    assert log_in(visitor) == [200], "After as long as told it must be accepted."
