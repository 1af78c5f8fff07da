"""A shop for every test, and what all its errors have in common."""

import pytest


@pytest.fixture
def items(fresh):
    """Give the items that the shop starts with; the first is replaced by the second."""
    return [
        {"name": fresh.name(), "stock": fresh.integer(3, 50), "replacement": 2},
        {"name": fresh.name(), "stock": fresh.integer(3, 50), "replacement": None},
        {"name": fresh.name(), "stock": 0, "replacement": None},
    ]


@pytest.fixture
def config(fresh, items):
    """Configure the shop and its troubles."""
    return {
        "ITEMS": items,
        "RETRY_AFTER": fresh.integer(10, 3000),
        "CRASH": fresh.choice(["RuntimeError", "ValueError", "KeyError", "TypeError"]),
        "CRASH_TEXT": fresh.text(24),
    }


@pytest.fixture
def error():
    """Give a function that checks the form of an error and returns its body."""

    def error(response, status):
        request = f"{response.request.method} {response.request.path}"
        assert response.status_code == status, f"{request} must be answered with {status}."
        assert response.mimetype == "application/json", "An error must be application/json."
        body = response.json
        assert isinstance(body, dict), "An error must be a JSON object."
        assert body["status"] == status, "The field status must be the answer's status."
        assert isinstance(body["error"], str), "The field error must be a text."
        assert body["error"].strip(), "The field error must not be empty."
        return body

    return error
