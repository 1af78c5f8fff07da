"""More than one item, and another name."""

import pytest


@pytest.mark.concept("reads-the-database")
def test_every_item_is_listed(client, sell, fresh):
    """GET /items has every item that was sold."""
    names = {fresh.name() for _ in range(3)}
    for name in sorted(names):
        sell(name)
    assert set(client.get("/items").json) == names, "All of them must be listed."


@pytest.mark.concept("takes-settings")
def test_shop_is_called_as_configured(client, config):
    """GET /name tells the setting SHOP, whatever it is."""
    assert client.get("/name").json == {"name": config["SHOP"]}, "It must be the setting."
