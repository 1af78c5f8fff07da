"""Accounts for every test, and requests that end in every way."""

import pytest


@pytest.fixture
def accounts(fresh):
    """Give the accounts by token; the second is an administrator's."""
    return {
        fresh.text(24): {"name": fresh.name(), "password": fresh.password(), "admin": admin}
        for admin in (False, True, False)
    }


@pytest.fixture
def config(fresh, accounts):
    """Configure accounts, origins, the key and what goes wrong."""
    return {
        "ACCOUNTS": accounts,
        "ORIGINS": [f"https://{fresh.word()}.example", f"http://{fresh.word()}.example:8080"],
        "SIGNING_KEY": fresh.text(32),
        "BROKEN_TEXT": fresh.text(24),
    }


@pytest.fixture
def headers(accounts):
    """Give the headers of the callers: an account, an administrator and another account."""
    return [{"Authorization": f"Bearer {token}"} for token in accounts]


@pytest.fixture
def unknown(fresh):
    """Give the headers of callers without a token that is known."""
    return [
        {},
        *({"Authorization": f"{scheme} {fresh.text(24)}"} for scheme in ("Bearer", "Basic")),
    ]


@pytest.fixture
def every(client, headers, fresh):
    """Give a function that sends a request for every way to end: a view, a refusal, an error."""
    caller, admin, _ = headers
    requests = [
        ("GET", "/health", {}),
        ("GET", "/me", caller),
        ("GET", "/notes/", caller),
        ("GET", "/admin/accounts", admin),
        ("GET", "/me", {}),
        ("GET", "/admin/accounts", caller),
        ("GET", f"/{fresh.word()}", {}),
        ("DELETE", "/health", {}),
        ("OPTIONS", "/me", {}),
        ("GET", "/static/style.css", {}),
        ("GET", "/broken", caller),
    ]

    def every(**more):
        for method, path, sent in requests:
            yield client.open(path, method=method, headers=sent | more)

    return every
