"""A public address for every test, requests that reach it, and a way to follow links."""

from urllib.parse import urlsplit

import pytest


@pytest.fixture
def public(fresh):
    """Give the address under which the application is known."""
    return f"https://www.{fresh.word()}.com"


@pytest.fixture
def config(public):
    """Configure the address."""
    return {"PUBLIC_URL": public}


@pytest.fixture
def send(client, public):
    """Give a function that sends a request as the proxy in front of the application does."""
    host = urlsplit(public).netloc

    def send(path, method="GET", *, host=host, client=client, **more):
        return client.open(path, method=method, base_url=f"http://{host}", **more)

    return send


@pytest.fixture
def link_for(send):
    """Give a function that invites somebody and returns the link."""

    def link_for(name, **more):
        response = send("/invitations", "POST", data={"name": name}, **more)
        assert response.status_code == 201, "An invitation must be answered with 201."
        link = response.json["link"]
        assert isinstance(link, str), "The link must be a text."
        return link

    return link_for
