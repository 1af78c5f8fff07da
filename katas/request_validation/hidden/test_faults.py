"""How faults in a body are reported."""

import json

import pytest


@pytest.mark.concept("names-every-fault")
def test_all_faults_are_named_at_once(client, fresh):
    """A body with several faults is refused once, with every faulty field in fields."""
    response = client.post("/users", json={"email": fresh.word(), "age": fresh.word()})

    assert response.status_code == 400, "A body with faults must be refused with 400."
    assert set(response.json["fields"]) == {"name", "email", "age"}, "All faults must be named."


@pytest.mark.concept("names-every-fault")
def test_faults_are_lists_of_messages_by_field(client, body, fresh):
    """In fields, each faulty field has a list of messages, and no other field is there."""
    response = client.post("/users", json=body(age=fresh.word()))

    assert response.status_code == 400, "A body with faults must be refused with 400."
    assert isinstance(response.json["error"], str), "error must be a text."
    assert isinstance(response.json["fields"], dict), "fields must be an object."
    assert set(response.json["fields"]) == {"age"}, "Only the faulty field must be named."
    assert _are_messages(response.json["fields"]["age"]), "A fault is a list of texts."


@pytest.mark.concept("checks-nested")
def test_faults_of_the_address_are_nested(client, body, fresh):
    """Faults in the address stand in fields.address by their own names, beside the others."""
    response = client.post("/users", json=body(age=fresh.word(), address={"city": "?"}))

    assert response.status_code == 400, "A faulty address must be refused with 400."
    fields = response.json["fields"]
    assert set(fields) == {"age", "address"}, "All faulty fields must be named."
    assert isinstance(fields["address"], dict), "fields.address must be an object."
    assert set(fields["address"]) == {"city", "postcode"}, "Both faults must be named."
    assert _are_messages(fields["address"]["city"]), "A fault is a list of texts."


@pytest.mark.concept("checks-nested")
def test_rules_hold_inside_the_address(client, body, address, fresh):
    """The limits of city and postcode are kept, and an unknown field in the address is a fault."""
    faulty = [
        ("city", fresh.word(1)),
        ("city", fresh.word(81)),
        ("postcode", fresh.text(2)),
        ("postcode", fresh.text(11)),
        ("country", fresh.name()),
    ]

    for field, text in faulty:
        response = client.post("/users", json=body(address=address | {field: text}))
        assert response.status_code == 400, f"{text!r} is at fault as {field}."
        assert set(response.json["fields"]["address"]) == {field}, f"{field} must be named."
    for city, postcode in ((2, 3), (80, 10)):
        within = {"city": fresh.word(city), "postcode": fresh.text(postcode)}
        response = client.post("/users", json=body(address=within))
        assert response.status_code == 201, f"{within} is within the limits."


@pytest.mark.concept("checks-nested")
def test_address_must_be_an_object(client, body, address, fresh):
    """An address that is a text, a number or a list is refused with 400 and named."""
    for value in (fresh.name(), fresh.integer(1, 99), [address], []):
        response = client.post("/users", json=body(address=value))
        assert response.status_code == 400, f"{value!r} is no address."
        assert set(response.json["fields"]) == {"address"}, "The address must be named."


@pytest.mark.concept("checks-nested")
def test_refused_address_leaves_no_user(client, body, address):
    """A user whose address is refused is not stored: the corrected body is accepted."""
    sent = body(address={})

    refused = client.post("/users", json=sent)
    corrected = client.post("/users", json=sent | {"address": address})

    assert refused.status_code == 400, "A faulty address must be refused with 400."
    missing = set(refused.json["fields"]["address"])
    assert missing == {"city", "postcode"}, "Both are required, and must be named."
    assert corrected.status_code == 201, "The refused request must have stored nothing."


@pytest.mark.concept("refuses-bad-bodies")
def test_body_must_be_a_json_object(client, body, fresh):
    """Broken JSON, and JSON that is a list, a text, a number, true or null, is refused with 400."""
    broken = ["", fresh.word(), '{"name": "' + fresh.name(), "{'name': 'Ann'}"]
    no_objects = [[body()], [], fresh.word(), fresh.integer(1, 99), True, None]

    for data in broken + [json.dumps(value) for value in no_objects]:
        response = client.post("/users", data=data, content_type="application/json")
        assert response.status_code == 400, f"{data!r} is no JSON object."


@pytest.mark.concept("refuses-bad-bodies")
def test_missing_fields_are_refused(client, fresh):
    """An object without name or without e-mail address is refused with 400."""
    for sent in ({}, {"name": fresh.name()}, {"email": fresh.email()}):
        response = client.post("/users", json=sent)
        assert response.status_code == 400, f"{sent} lacks what is required."


def _are_messages(value):
    """Tell whether *value* is a list of texts, and not an empty one."""
    return isinstance(value, list) and bool(value) and all(v and isinstance(v, str) for v in value)
