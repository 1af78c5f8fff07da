"""What the pages say."""

import pytest


@pytest.mark.concept("says-hello")
def test_front_page_says_hello(client):
    """The page at / answers 200 with the text Hello, World! and nothing else."""
    response = client.get("/")
    assert response.status_code == 200, "GET / must answer 200."
    assert response.text == "Hello, World!", "The body must be the greeting and nothing else."


@pytest.mark.concept("greets-by-name")
def test_greeting_names_the_person(client, fresh):
    """GET /greet/<name> answers with a JSON object whose greeting names the person."""
    name = fresh.name()
    response = client.get(f"/greet/{name}")
    assert response.status_code == 200, "GET /greet/<name> must answer 200."
    assert response.json["greeting"] == f"Hello, {name}!", "The greeting must name the person."


@pytest.mark.concept("greets-by-name")
def test_every_person_is_greeted(start_app):
    """Greetings do not depend on who was greeted before."""
    client = start_app().client()
    client.get("/greet/Ada")
    assert client.get("/greet/Bob").json["greeting"] == "Hello, Bob!", "Bob must be greeted."


@pytest.mark.concept("refuses-unknown-urls")
def test_unknown_url_is_404(client, fresh):
    """A URL that the application does not have answers 404."""
    response = client.get(f"/{fresh.word()}")
    assert response.status_code == 404, "An unknown URL must answer 404."
