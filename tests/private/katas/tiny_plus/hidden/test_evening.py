"""What is said in the evening."""

import pytest


@pytest.mark.concept("greets-politely")
def test_evening_has_its_greeting(client, fresh):
    """GET /greet/<name>?evening=1 wishes the person a good evening."""
    name = fresh.name()
    answer = client.get(f"/greet/{name}", query_string={"evening": 1}).json
    assert answer["greeting"] == f"Good evening, {name}!", "It must be the one for the evening."


@pytest.mark.concept("greets-by-name")
def test_long_name_is_greeted(client, fresh):
    """GET /greet/<name> takes a name of any length."""
    name = fresh.word(60)
    answer = client.get(f"/greet/{name}").json
    assert answer["greeting"] == f"Hello, {name}!", "The whole name must be in it."
