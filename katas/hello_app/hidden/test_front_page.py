"""The page that says hello, and the text it says."""

import pytest


@pytest.mark.concept("says-hello")
def test_front_page_says_hello(client):
    """The page at / answers 200 with the text Hello, World! and nothing else."""
    response = client.get("/")

    assert response.status_code == 200, "GET / must answer 200."
    assert response.text == "Hello, World!", "The body must be the greeting and nothing else."


@pytest.mark.concept("greets-from-config")
def test_greeting_can_be_configured(start_app, fresh):
    """An application made with another GREETING says that instead."""
    greeting = f"Hello, {fresh.name()}!"
    client = start_app({"GREETING": greeting}).client()

    response = client.get("/")

    assert response.text == greeting, "GET / must say the configured GREETING."


@pytest.mark.concept("greets-from-config")
def test_other_settings_leave_the_greeting_alone(start_app, fresh):
    """Settings other than GREETING do not change the default greeting."""
    client = start_app({fresh.word().upper(): fresh.word()}).client()

    response = client.get("/")

    assert response.text == "Hello, World!", "Without a GREETING in config the default holds."
