"""Who is counted: users with a key, addresses without one, and no proxy."""

import pytest


@pytest.mark.concept("separates-clients")
def test_one_address_does_not_block_another(get, log_in, address):
    """Whoever has used up a limit is refused alone; another address is answered."""
    greedy, modest = address(), address()

    assert get("/news", greedy, 21)[-1] == 429, "The greedy address must be refused."
    assert get("/news", modest) == [200], "The other must be answered."
    assert log_in(greedy, 6)[-1] == 429, "The sixth login of the greedy address must be refused."
    assert log_in(modest) == [200], "The other must be able to log in."


@pytest.mark.concept("counts-by-user")
def test_user_counts_wherever_they_are(get, address, ann, bob):
    """A user's requests count together, from all addresses and with all keys; others' do not."""
    office = address()
    for key in ann["keys"]:
        statuses = get("/news", office, 5, key=key) + get("/news", address(), 5, key=key)
        assert statuses == [200] * 10, "20 requests of a user must be answered."

    for key in ann["keys"]:
        assert get("/news", address(), key=key) == [429], "The 21st must be refused anywhere."
    assert get("/news", office, key=bob["keys"][0]) == [200], "Another user has limits of his own."
    for visitor in (office, ann["name"]):
        assert get("/news", visitor) == [200], "So has an address, even if a user is called so."


@pytest.mark.concept("counts-by-user")
def test_invented_keys_do_not_help(get, address, fresh):
    """A request with an unknown key counts for its address, as one without a key does."""
    visitor = address()
    for _ in range(20):
        assert get("/news", visitor, key=fresh.text(20)) == [200], "20 must be answered."

    statuses = get("/news", visitor, key=fresh.text(20)) + get("/news", visitor)
    assert statuses == [429, 429], "The 21st must be refused, whatever key it invents."


@pytest.mark.concept("trusts-one-proxy")
def test_address_is_the_one_that_the_proxy_appended(client, address, fresh):
    """Visitors behind the proxy count apart, and entries that they forge do not help."""
    proxy, greedy, modest = fresh.integer(1, 254), address(), address()

    def ask(path, forwarded):
        headers = {"X-Forwarded-For": forwarded, "X-Real-IP": address()}
        source = {"REMOTE_ADDR": f"10.0.0.{proxy}"}
        return client.get(path, headers=headers, environ_overrides=source)

    shown = ask("/whoami", f"{modest}, {greedy}").json["address"]
    assert shown == greedy, "The address must be the last entry of X-Forwarded-For."
    statuses = [ask("/news", f"{address()}, {greedy}").status_code for _ in range(21)]
    assert statuses == [200] * 20 + [429], "Forged entries must not make a new client."
    assert ask("/news", f"{greedy}, {modest}").status_code == 200, "Another visitor must be served."
