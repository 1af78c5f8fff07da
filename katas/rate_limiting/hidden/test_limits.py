"""How many requests are answered, and where no limit applies."""

import pytest


@pytest.mark.concept("limits-requests")
def test_views_have_the_default_limits(get, address, clock):
    """A view answers 20 requests of a client an hour and 100 a day; each view counts for itself."""
    visitor = address()
    assert get("/news", visitor, 21) == [200] * 20 + [429], "20 an hour must be answered, no more."
    for _ in range(5):
        statuses = get("/whoami", visitor, 20)
        assert statuses == [200] * 20, "Another view must answer 20 in each of five hours."
        clock.tick(minutes=61)

    assert get("/whoami", visitor) == [429], "The request after 100 in a day must be refused."
    assert get("/news", visitor) == [200], "Once the hour is over there must be room again."
    clock.tick(hours=20)
    assert get("/whoami", visitor) == [200], "Once the day is over there must be room again."


@pytest.mark.concept("limits-login")
def test_a_minute_has_five_logins(log_in, address, clock, fresh):
    """Of six logins in a minute, be they right or wrong, the last is refused."""
    visitor = address()
    statuses = log_in(visitor, 5, password=fresh.password())
    assert statuses == [401] * 5, "Five attempts in a minute must reach the view."
    assert log_in(visitor) == [429], "The sixth must be refused, its password right or wrong."

    clock.tick(seconds=61)
    statuses = log_in(visitor, 6)
    assert statuses == [200] * 5 + [429], "After the minute five more are answered, and no sixth."


@pytest.mark.concept("limits-login")
def test_views_answer_as_before(client, account, fresh):
    """Within its limits a view answers what it answered before, and the sixth login is refused."""
    assert client.get("/healthz").json == {"status": "ok"}, "The health check must be as given."
    fields = [sorted(client.get(path).json) for path in ("/whoami", "/news")]
    assert fields == [["address", "user"], ["news"]], "The views must answer what they did."
    wrong = client.post("/login", data=account | {"password": fresh.password()})
    assert isinstance(wrong.json["error"], str), "A wrong password must be answered as before."

    last = [client.post("/login", data=account) for _ in range(5)][-2:]
    assert last[0].json == {"name": account["name"]}, "The fifth login must answer as before."
    assert last[1].status_code == 429, "The sixth must be refused."


@pytest.mark.concept("adds-defaults")
def test_login_keeps_the_default_limits(log_in, address, clock, fresh):
    """Five logins in each of four minutes are answered; then the limit of the hour is reached."""
    visitor = address()
    for _ in range(4):
        statuses = log_in(visitor, 5, password=fresh.password())
        assert statuses == [401] * 5, "Within both limits all logins must reach the view."
        clock.tick(seconds=61)

    assert log_in(visitor) == [429], "The 21st login within an hour must be refused."
    clock.tick(minutes=61)
    assert log_in(visitor) == [200], "An hour later it must be accepted."


@pytest.mark.concept("spares-health-check")
def test_health_check_is_never_refused(get, address):
    """The health check is answered 25 times in a row, by an address that is refused elsewhere."""
    monitor = address()
    assert get("/news", monitor, 21)[-1] == 429, "The news must be limited."

    assert get("/healthz", monitor, 25) == [200] * 25, "The health check must have no limit."


@pytest.mark.concept("moves-window")
def test_no_period_has_more_than_the_limit(log_in, address, clock, fresh):
    """After one login at 0 s and four at 50 s there is room for one more at 61 s, not for five."""
    visitor = address()
    assert log_in(visitor, password=fresh.password()) == [401], "The first must reach the view."
    clock.tick(seconds=50)
    statuses = log_in(visitor, 4, password=fresh.password())
    assert statuses == [401] * 4, "Five within a minute must reach the view."

    clock.tick(seconds=11)
    statuses = log_in(visitor, 2, password=fresh.password())
    assert statuses == [401, 429], "In the last 60 seconds there were four: one more has room."
