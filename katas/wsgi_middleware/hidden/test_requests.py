"""What is done before the application: refusing and rewriting."""

import pytest


@pytest.mark.concept("refuses-early")
def test_administration_needs_the_key(client, config, fresh):
    """Everything at and below /admin is 403 without the key, also what has no view."""
    page, key = fresh.word(), config["ADMIN_KEY"]
    paths = (f"/admin/{page}", "/admin", "/admin/", f"/admin/{page}/{fresh.word()}")

    for sent in ({}, {"X-Admin-Key": fresh.text(20)}, {"X-Admin-Key": key[:-1]}, {"Key": key}):
        for path in paths:
            response = client.get(path, headers=sent)
            assert response.status_code == 403, f"{path} needs the key."
            assert page not in response.text, "The view must not be run."
    umlaut = client.get(paths[0], headers={"X-Admin-Key": "schlüssel"})
    assert umlaut.status_code == 403, "A key with any characters is refused."
    response = client.get(paths[0], headers={"X-Admin-Key": key})
    assert response.status_code == 200, "With the key it is open."
    assert response.text == f"secrets of {page}", "It is the view that answers."
    missing = client.get(paths[3], headers={"X-Admin-Key": key})
    assert missing.status_code == 404, "With the key, what is not there is not found."


@pytest.mark.concept("refuses-early")
def test_neighbours_are_open(client, fresh):
    """Paths that only look like /admin need no key."""
    for path in ("/administration", f"/items/admin/{fresh.word()}", "/legacy/admin/x"):
        assert client.get(path).status_code == 404, f"{path} is not below /admin."
    assert client.get("/items/admin").status_code == 200, "An item may have any name."


@pytest.mark.concept("rewrites-method")
def test_method_can_be_overridden(client, fresh):
    """POST with X-HTTP-Method-Override arrives as PUT, PATCH or DELETE; nothing else changes."""
    name = fresh.word()

    def seen(method, wanted):
        headers = {"X-HTTP-Method-Override": wanted}
        return client.open(f"/items/{name}", method=method, headers=headers).json["method"]

    for wanted in ("PUT", "PATCH", "DELETE"):
        assert seen("POST", wanted) == wanted, f"POST must arrive as {wanted}."
    for method in ("GET", "PUT"):
        assert seen(method, "DELETE") == method, f"{method} cannot be overridden."
    for wanted in ("GET", "TRACE", fresh.word().upper(), ""):
        assert seen("POST", wanted) == "POST", f"{wanted!r} overrides nothing."
    assert client.post(f"/items/{name}").json["method"] == "POST", "Without the header it is POST."
