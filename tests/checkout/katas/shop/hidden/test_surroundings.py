"""Time, log, settings, client."""

import pytest


@pytest.mark.concept("tells-the-time")
def test_time_moves_with_the_clock(client, start_app, clock):
    """An hour later the page tells a time an hour later, in applications old and new."""
    before = client.get("/time").json["time"]
    clock.tick(hours=1)
    after = client.get("/time").json["time"]
    assert 3600 <= after - before < 3660, "An hour must have passed."
    later = start_app().client().get("/time").json["time"]
    assert 3600 <= later - before < 3660, "It must have passed for a new application, too."


@pytest.mark.concept("writes-a-log")
def test_sale_is_logged(sell, logs, fresh):
    """The log of a sale names the item, and nothing of other tests is in it."""
    name = fresh.name()
    assert "sold" not in logs.text, "The log must be empty at the start."
    sell(name)
    assert any(f"sold {name}" in line for line in logs.lines), "The sale must be logged."


@pytest.mark.concept("takes-settings")
def test_shop_has_the_configured_name(client, start_app, fresh):
    """The suite's own setting holds unless a test overrides it."""
    assert client.get("/name").json["name"] == "Corner shop", "The default must hold."
    name = fresh.name()
    other = start_app({"SHOP": name}).client()
    assert other.get("/name").json["name"] == name, "The override must hold."


@pytest.mark.concept("knows-its-client")
def test_request_looks_like_one_from_the_network(client):
    """The application sees an IP address, an ordinary program, and the scheme that was asked."""
    seen = client.get(
        "/client", base_url="https://shop.example", environ_overrides={"REMOTE_ADDR": "192.0.2.9"}
    ).json
    assert seen["address"] == "192.0.2.9", "The address must be the client's."
    assert seen["url"] == "https://shop.example/client", "The URL must be the one asked for."
    assert "werkzeug" not in seen["agent"].lower(), "The client must look ordinary."
