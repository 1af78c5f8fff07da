"""Errors that the client can do something about."""

import json

import pytest


@pytest.mark.concept("json-not-found")
def test_unknown_is_404_in_json(client, error, items, fresh):
    """An unknown URL and an unknown item answer 404, as JSON with status and error."""
    word, unknown = fresh.word(), len(items) + fresh.integer(1, 999)

    for path in (f"/{word}", f"/items/{word}", f"/items/{unknown}", f"/accounts/{word}"):
        error(client.get(path), 404)
    error(client.post(f"/items/{unknown}/orders", json={"quantity": 1}), 404)


@pytest.mark.concept("json-not-found")
def test_known_items_are_shown(client, items):
    """What exists is answered with 200: every item, and the list of all of them."""
    expected = [{"id": number, **item} for number, item in enumerate(items, start=1)]

    for item in expected:
        response = client.get(f"/items/{item['id']}")
        assert response.status_code == 200, f"Item {item['id']} exists."
        assert response.json == item, "The answer must be the item."
    response = client.get("/items/")
    assert response.status_code == 200, "GET /items/ must answer 200."
    assert response.json == expected, "The answer must be all items."


@pytest.mark.concept("own-words")
def test_reason_comes_from_the_view(client, error, items, fresh):
    """The text of an error is the reason that the view gives, such as the id that is unknown."""
    unknown = len(items) + fresh.integer(100, 999)

    for number in (0, unknown):
        assert str(number) in error(client.get(f"/items/{number}"), 404)["error"], "Name the id."
    response = client.post(f"/items/{unknown}/orders", json={"quantity": 1})
    assert str(unknown) in error(response, 404)["error"], "Name the id here, too."
    refusal = error(client.get("/accounts"), 403)
    assert refusal["error"] == "Administrators only.", "These are the words of GET /accounts."
    trouble = error(client.get("/supplier"), 503)
    assert trouble["error"] == "The supplier does not answer.", "And these of GET /supplier."


@pytest.mark.concept("names-faults")
def test_valid_item_is_added(client, items, fresh):
    """A body without faults is answered with 201 and the item, at the limits as well."""
    bodies = [
        {"name": fresh.word(1), "stock": 0},
        {"name": fresh.word(80), "stock": fresh.integer(1, 999)},
    ]

    for number, body in enumerate(bodies, start=len(items) + 1):
        response = client.post("/items/", json=body)
        assert response.status_code == 201, f"{body} has no faults."
        expected = {"id": number, **body, "replacement": None}
        assert response.json == expected, "The answer must be the new item."
        assert client.get(f"/items/{number}").json == expected, "It must be there from now on."


@pytest.mark.concept("names-faults")
def test_faults_are_named_by_field(client, error, items, fresh):
    """Faults are answered with 400, all at once, in an object of lists of messages by field."""
    name, stock = fresh.name(), fresh.integer(1, 99)
    bodies = [
        ({}, {"name", "stock"}),
        ({"name": "", "stock": -1}, {"name", "stock"}),
        ({"name": stock, "stock": fresh.word()}, {"name", "stock"}),
        ({"name": fresh.word(81), "stock": stock}, {"name"}),
        ({"stock": stock}, {"name"}),
        ({"name": name}, {"stock"}),
        ({"name": name, "stock": None}, {"stock"}),
    ]

    for sent, faulty in bodies:
        body = error(client.post("/items/", json=sent), 400)
        assert isinstance(body["fields"], dict), "fields must be an object."
        assert set(body["fields"]) == faulty, f"These are the faulty fields of {sent}."
        for messages in body["fields"].values():
            assert isinstance(messages, list), "Under a field stands a list of messages."
            assert messages, "There must be a message for each faulty field."
            assert all(isinstance(text, str) for text in messages), "A message is a text."
    for sent in ({}, *({"quantity": value} for value in (0, -1, fresh.word(), None))):
        body = error(client.post("/items/2/orders", json=sent), 400)
        assert set(body["fields"]) == {"quantity"}, "An order has this field only."
    assert len(client.get("/items/").json) == len(items), "Nothing may have been added."


@pytest.mark.concept("names-faults")
def test_body_must_be_an_object(client, error, items, fresh):
    """A body that is a list, a text, a number, true or null is answered with 400."""
    for path in ("/items/", "/items/2/orders"):
        for body in ([], [{"name": fresh.name(), "stock": 1}], fresh.word(), 1, True, None):
            data = json.dumps(body)
            error(client.post(path, data=data, content_type="application/json"), 400)
    assert len(client.get("/items/").json) == len(items), "Nothing may have been added."


@pytest.mark.concept("json-everywhere")
def test_errors_of_the_framework_are_json(client, error, fresh):
    """Wrong methods, bodies that are no JSON and other content types are errors in JSON."""
    item = json.dumps({"name": fresh.name(), "stock": 1})

    for method, path in (("PUT", "/items/1"), ("POST", "/accounts"), ("GET", "/items/1/orders")):
        error(client.open(path, method=method), 405)
    for path in ("/items/", "/items/2/orders"):
        for data in ("", "{", fresh.word()):
            error(client.post(path, data=data, content_type="application/json"), 400)
        error(client.post(path, data=item, content_type="text/plain"), 415)
        error(client.post(path, data={"name": fresh.name()}), 415)


@pytest.mark.concept("json-everywhere")
def test_error_that_nobody_named_is_json(start_app, error, fresh):
    """A status that the application never mentions is JSON as well: 413 for a large body."""
    client = start_app({"MAX_CONTENT_LENGTH": 100}).client()

    error(client.post("/items/", json={"name": fresh.text(100), "stock": 1}), 413)


@pytest.mark.concept("own-exceptions")
def test_order_is_taken_from_stock(client, items):
    """An order that can be filled answers 201 and what is left, up to the last piece."""
    stock = items[1]["stock"]

    for quantity, left in ((1, stock - 1), (stock - 1, 0)):
        response = client.post("/items/2/orders", json={"quantity": quantity})
        assert response.status_code == 201, "There are enough of it."
        expected = {"item": 2, "quantity": quantity, "left": left}
        assert response.json == expected, "The answer must say what is left."


@pytest.mark.concept("own-exceptions")
def test_too_large_order_is_409_with_details(client, error, items):
    """An order beyond the stock is refused with 409 and both numbers, and takes nothing."""
    for number, quantity in ((2, items[1]["stock"] + 1), (3, 1)):
        available = items[number - 1]["stock"]
        response = client.post(f"/items/{number}/orders", json={"quantity": quantity})
        details = error(response, 409)["details"]
        assert details["requested"] == quantity, "The details must say how many were asked for."
        assert details["available"] == available, "The details must say how many there are."
        assert client.get(f"/items/{number}").json["stock"] == available, "Nothing may be taken."


@pytest.mark.concept("own-exceptions")
def test_replaced_item_is_410_with_details(client, error, items):
    """An order for an item with a replacement is refused with 410 and the replacement's id."""
    for quantity in (1, items[0]["stock"] + 1):
        response = client.post("/items/1/orders", json={"quantity": quantity})
        details = error(response, 410)["details"]
        assert details["replacement"] == 2, "The details must name the other item's id."
    assert client.get("/items/1").json["stock"] == items[0]["stock"], "Nothing may be taken."


@pytest.mark.concept("keeps-headers")
def test_headers_of_an_error_stay(client, config):
    """A 405 keeps its Allow header, a 503 its Retry-After."""
    response = client.delete("/items/")
    assert response.status_code == 405, "DELETE /items/ must be answered with 405."
    allowed = {method.strip() for method in response.headers.get("Allow", "").split(",")}
    assert allowed == {"GET", "HEAD", "OPTIONS", "POST"}, "Allow must name the methods."

    response = client.get("/supplier")
    assert response.status_code == 503, "GET /supplier must be answered with 503."
    seconds = str(config["RETRY_AFTER"])
    assert response.headers.get("Retry-After") == seconds, "Retry-After must be the setting's."


@pytest.mark.concept("keeps-headers")
def test_redirects_stay(client, items):
    """The URL /items is redirected to /items/ for good and leads to the list."""
    response = client.get("/items")

    assert response.status_code in {301, 308}, "The redirect must be permanent."
    assert response.headers.get("Location", "").endswith("/items/"), "It must lead to /items/."
    followed = client.get("/items", follow_redirects=True)
    assert len(followed.json) == len(items), "Whoever follows it must see the list."
