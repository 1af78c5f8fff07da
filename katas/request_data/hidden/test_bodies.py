"""What a client sends in the body: JSON, forms, files."""

import hashlib
import io
import json

import pytest

LIMIT = 65536


@pytest.mark.concept("json-body")
def test_order_is_read(client, fresh):
    """POST /orders answers 201 with item and quantity as they were sent."""
    for quantity in (1, fresh.integer(2, 99), 100):
        sent = {"item": f"{fresh.name()} & Søn <3", "quantity": quantity}
        response = client.post("/orders", json=sent)
        assert response.status_code == 201, f"{sent} is an order."
        assert response.json == sent, "The answer must tell what was sent."


@pytest.mark.concept("refuses-bad-bodies")
def test_body_must_be_a_json_object(client, fresh):
    """A body that is empty, broken, or JSON other than an object is answered with 400."""
    order = {"item": fresh.word(), "quantity": fresh.integer(1, 100)}
    broken = ["", "{", fresh.word(), str(order)]
    no_objects = [[], [order], ["item", "quantity"], fresh.word(), fresh.integer(1, 99), True, None]

    for data in broken + [json.dumps(value) for value in no_objects]:
        response = client.post("/orders", data=data, content_type="application/json")
        assert response.status_code == 400, f"{data!r} is no JSON object."


@pytest.mark.concept("refuses-bad-bodies")
def test_fields_must_keep_the_rules(client, fresh):
    """An order without a field, of the wrong type or beyond a limit is answered with 400."""
    order = {"item": fresh.word(), "quantity": fresh.integer(1, 100)}
    faults = [{"item": value} for value in ("", None, fresh.integer(1, 99), [fresh.word()], {})]
    faults += [{"quantity": value} for value in (0, -1, 101, 10**30)]
    faults += [{"quantity": value} for value in (None, True, "3", "", 1.5, [3], {})]

    for body in [{}, *({field: order[field]} for field in order), *(order | f for f in faults)]:
        response = client.post("/orders", json=body)
        assert response.status_code == 400, f"{body} is no order."


@pytest.mark.concept("refuses-bad-bodies")
def test_body_must_be_declared_as_json(client, fresh):
    """A body that is not declared as JSON is answered with 415, whatever it holds."""
    order = {"item": fresh.word(), "quantity": fresh.integer(1, 100)}

    for content_type in ("text/plain", "application/x-www-form-urlencoded", None):
        response = client.post("/orders", data=json.dumps(order), content_type=content_type)
        assert response.status_code == 415, f"{content_type} is not JSON."
    response = client.post("/orders", data=order)
    assert response.status_code == 415, "A form is not JSON."


@pytest.mark.concept("form-fields")
@pytest.mark.parametrize(
    "content_type", ["application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_form_is_read(client, fresh, content_type):
    """A form is read however it is sent: its text, all values of a group, and a check box."""
    topics = [fresh.word(), f"{fresh.word()} & more", fresh.word()]
    forms = [
        ({"topic": topics, "weekly": "on"}, topics, True),
        ({"topic": topics[:1], "weekly": ""}, topics[:1], True),
        ({}, [], False),
    ]

    for fields, chosen, weekly in forms:
        email = fresh.email()
        form = fields | {"email": email}
        response = client.post("/subscriptions", data=form, content_type=content_type)
        assert response.status_code == 201, "Only the e-mail address is required."
        expected = {"email": email, "topics": chosen, "weekly": weekly}
        assert response.json == expected, "The answer must tell what was sent."


@pytest.mark.concept("form-fields")
def test_email_is_required_in_the_body(client, fresh):
    """A form without an e-mail address in its body, or with an empty one, is answered with 400."""
    email = {"email": fresh.email()}

    for form, query in (({}, {}), ({"email": ""}, {}), ({"topic": fresh.word()}, email)):
        response = client.post("/subscriptions", data=form, query_string=query)
        assert response.status_code == 400, f"{form} in the body holds no e-mail address."
    query = {"topic": fresh.word(), "weekly": "on"}
    response = client.post("/subscriptions", data=email, query_string=query)
    assert response.json == email | {"topics": [], "weekly": False}, "Only the body counts."


@pytest.mark.concept("reads-file")
def test_file_is_read(client, fresh):
    """POST /uploads tells name, type, size and digest of the file, be it text, bytes or empty."""
    text = f"{fresh.text(200)}\r\nZoë\n".encode()
    files = [
        (text, f"Übung {fresh.word()}.txt", "text/plain; charset=utf-8"),
        (bytes(range(256)) + text, f"{fresh.word()}.png", "image/png"),
        (b"", f"{fresh.word()}.csv", "text/csv"),
    ]

    for content, name, kind in files:
        part = (io.BytesIO(content), name, kind)
        response = client.post("/uploads", data={"document": part, "title": fresh.word()})
        assert response.status_code == 200, f"{name} is a file."
        expected = {
            "filename": name,
            "type": kind.split(";")[0],
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        assert response.json == expected, "The answer must describe the file."


@pytest.mark.concept("reads-file")
def test_file_is_required(client, fresh):
    """Without a chosen file under the name document the answer is 400."""
    content = fresh.text(20).encode()
    forms = [
        {"title": fresh.word()},
        {"document": fresh.word()},
        {fresh.word(): (io.BytesIO(content), "other.txt")},
        {"document": (io.BytesIO(b""), "")},
    ]

    for form in forms:
        response = client.post("/uploads", data=form, content_type="multipart/form-data")
        assert response.status_code == 400, "This form holds no file document."


@pytest.mark.concept("limits-size")
def test_body_has_a_limit(client, fresh):
    """A body of 65536 bytes is accepted; a larger one is answered with 413, JSON, form or file."""
    shell = len(json.dumps({"item": "", "quantity": 1}))
    largest = {"item": fresh.text(1) * (LIMIT - shell), "quantity": 1}
    response = client.post("/orders", data=json.dumps(largest), content_type="application/json")
    assert response.status_code == 201, "65536 bytes are within the limit."

    larger = {"item": largest["item"] + "+", "quantity": 1}
    form = {"email": fresh.email(), "topic": fresh.text(1) * LIMIT}
    file = {"document": (io.BytesIO(fresh.text(1).encode() * LIMIT), "large.txt", "text/plain")}
    requests = [
        ("/orders", {"data": json.dumps(larger), "content_type": "application/json"}),
        ("/subscriptions", {"data": form}),
        ("/uploads", {"data": file}),
    ]
    for path, sent in requests:
        response = client.post(path, **sent)
        assert response.status_code == 413, f"POST {path} with more must be answered with 413."


@pytest.mark.concept("limits-size")
def test_limit_can_be_configured(start_app, fresh):
    """The setting MAX_CONTENT_LENGTH changes the limit."""
    limit = fresh.integer(200, 2000)
    client = start_app({"MAX_CONTENT_LENGTH": limit}).client()
    shell = len(json.dumps({"item": "", "quantity": 1}))

    for length, status in ((limit, 201), (limit + 1, 413)):
        body = json.dumps({"item": fresh.text(1) * (length - shell), "quantity": 1})
        response = client.post("/orders", data=body, content_type="application/json")
        assert response.status_code == status, f"{length} bytes must be answered with {status}."
