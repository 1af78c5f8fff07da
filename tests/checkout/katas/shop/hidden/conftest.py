"""What the tests share."""

import pytest


@pytest.fixture
def config():
    """Name the shop."""
    return {"SHOP": "Corner shop"}


@pytest.fixture
def sell(client):
    """Put an item in."""

    def sell(name):
        response = client.post("/items", json={"name": name})
        assert response.status_code == 201, "A new item must be answered with 201."

    return sell
