"""Users with their keys, an account to log in with, and visitors from many addresses."""

import pytest


@pytest.fixture
def ann(fresh):
    """Give a user of the API with two keys, whose name looks like an address."""
    return {"name": f"203.0.113.{fresh.integer(1, 254)}", "keys": [fresh.text(20), fresh.text(20)]}


@pytest.fixture
def bob(fresh):
    """Give another user of the API, with one key."""
    return {"name": fresh.word(), "keys": [fresh.text(20)]}


@pytest.fixture
def account(fresh):
    """Give the name and the password of an account."""
    return {"name": fresh.word(), "password": fresh.password()}


@pytest.fixture
def config(ann, bob, account):
    """Give the settings that the contract promises, and leave the limits to the application."""
    return {
        "RATELIMIT_STORAGE_URI": "memory://",
        "API_KEYS": {key: user["name"] for user in (ann, bob) for key in user["keys"]},
        "ACCOUNTS": {account["name"]: account["password"]},
    }


@pytest.fixture
def address(fresh):
    """Give a function that returns a new address with every call."""
    first = fresh.integer(1, 150)
    hosts = iter(range(first, first + 100))
    return lambda: f"198.51.100.{next(hosts)}"


@pytest.fixture
def get(client):
    """Give a function that sends GET requests and returns the statuses of the answers."""

    def get(path, address, times=1, *, key=None, client=client):
        headers = {"X-API-Key": key} if key else {}
        source = {"REMOTE_ADDR": address}
        requests = [{"headers": headers, "environ_overrides": source}] * times
        return [client.get(path, **request).status_code for request in requests]

    return get


@pytest.fixture
def log_in(client, account):
    """Give a function that tries to log in and returns the statuses of the answers."""

    def log_in(address, times=1, *, client=client, **wrong):
        source = {"REMOTE_ADDR": address}
        requests = [{"data": account | wrong, "environ_overrides": source}] * times
        return [client.post("/login", **request).status_code for request in requests]

    return log_in
