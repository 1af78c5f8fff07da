"""A server as the README starts it, and the requests that nginx would send."""

import pytest


@pytest.fixture
def surroundings(fresh):
    """Give the environment of a server: a port, a key, one worker."""
    return {
        "PORT": str(fresh.integer(10000, 30000)),  # below those that connections get
        "SECRET_KEY": fresh.text(40),
        "WEB_CONCURRENCY": "1",
    }


@pytest.fixture
def start(process, surroundings):
    """Give a function that starts gunicorn; a variable that is None is left out."""

    def start(*options, **variables):
        environ = surroundings | variables
        environ = {name: value for name, value in environ.items() if value is not None}
        return process("gunicorn", *options, "app:create_app()", environ=environ)

    return start


@pytest.fixture
def port(surroundings):
    """Give the port that the server is told."""
    return int(surroundings["PORT"])


@pytest.fixture
def visitor(fresh):
    """Give the address of a visitor."""
    return f"198.51.100.{fresh.integer(1, 254)}"


@pytest.fixture
def behind_proxy(visitor):
    """Give a function that returns the headers that nginx adds for the visitor."""

    def headers(*, forged="", scheme="https"):
        chain = f"{forged}, {visitor}" if forged else visitor
        return {"X-Forwarded-For": chain, "X-Forwarded-Proto": scheme}

    return headers
