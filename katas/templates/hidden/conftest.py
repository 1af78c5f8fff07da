"""The pages of a site with settings, and the entries that the tests put into the list."""

from urllib.parse import quote

import pytest


@pytest.fixture
def show(start_app):
    """Give a function that starts the site with settings and returns the page at a path."""

    def show(path="/", **settings):
        response = start_app(settings).client().get(path)
        assert response.status_code == 200, f"GET {path} must answer 200."
        return response.page

    return show


@pytest.fixture
def entry(fresh):
    """Give a maker of entries, a new one for each call: ``entry()``, ``entry(read=True)``."""

    def make(**fields):
        return {
            "title": f"{fresh.name()} {fresh.word()}",
            "url": f"https://{fresh.word()}.example/{fresh.word()}",
            "note": fresh.name(),
            "minutes": fresh.integer(1, 59),
            "read": False,
            **fields,
        }

    return make


@pytest.fixture
def greeting_of():
    """Give a function that returns the URL of a name's greeting."""

    def greeting_of(name):
        return f"/greet/{quote(name, safe='')}"

    return greeting_of
