"""The rules for single values."""

import pytest


@pytest.mark.concept("enforces-limits")
def test_values_at_the_limits_are_accepted(client, body, fresh):
    """A name of 2 or 80 characters and an age of 18 or 120 are valid."""
    at_the_limits = [
        {"name": fresh.word(2)},
        {"name": fresh.word(80)},
        {"age": 18},
        {"age": 120},
    ]

    for fields in at_the_limits:
        response = client.post("/users", json=body(**fields))
        assert response.status_code == 201, f"{fields} is within the limits."


@pytest.mark.concept("enforces-limits")
def test_values_beyond_the_limits_are_refused(client, body, fresh):
    """A name of 1 or 81 characters and an age of 17 or 121 are refused with 400."""
    beyond_the_limits = [
        {"name": ""},
        {"name": fresh.word(1)},
        {"name": fresh.word(81)},
        {"age": -fresh.integer(18, 120)},
        {"age": 0},
        {"age": 17},
        {"age": 121},
    ]

    for fields in beyond_the_limits:
        response = client.post("/users", json=body(**fields))
        assert response.status_code == 400, f"{fields} is beyond the limits."


@pytest.mark.concept("enforces-limits")
def test_only_email_addresses_are_accepted(client, body, fresh):
    """Text that is no e-mail address is refused with 400; dots, plus and hyphen are valid."""
    word, other = fresh.word(), fresh.word()
    valid = [f"{word}.{other}+tag@mail.{other}.org", f"{word}_7@{word}-{other}.co.uk"]
    invalid = [
        "",
        word,
        f"{word}@",
        f"@{word}.com",
        f"{word}@{other}",
        f"{word}@@{other}.com",
        f"{word} {other}@{word}.com",
    ]

    for email in valid:
        response = client.post("/users", json=body(email=email))
        assert response.status_code == 201, f"{email} is an e-mail address."
    for email in invalid:
        response = client.post("/users", json=body(email=email))
        assert response.status_code == 400, f"{email!r} is no e-mail address."


@pytest.mark.concept("refuses-the-unexpected")
def test_wrong_types_are_refused(client, body, fresh):
    """A value of the wrong JSON type is refused with 400, even if it could be converted."""
    wrong_types = [
        {"name": fresh.integer(100, 999)},
        {"name": None},
        {"name": [fresh.name()]},
        {"email": fresh.integer(100, 999)},
        {"email": None},
        {"email": {"address": fresh.email()}},
        {"age": True},
        {"age": "30"},
        {"age": 30.5},
        {"age": [30]},
    ]

    for fields in wrong_types:
        response = client.post("/users", json=body(**fields))
        assert response.status_code == 400, f"{fields} has the wrong type."


@pytest.mark.concept("refuses-the-unexpected")
def test_unknown_fields_are_refused(client, body, fresh):
    """A field that the contract does not name is refused with 400 and named; id is one."""
    for field in (fresh.word(), "id"):
        response = client.post("/users", json=body(**{field: fresh.integer(100, 999)}))
        assert response.status_code == 400, f"{field} is no field of a request."
        assert field in response.text, "The answer must name the unknown field."


@pytest.mark.concept("cleans-input")
def test_surrounding_white_space_is_removed(client, body, address):
    """White space around name, e-mail address, city and postcode is not stored."""
    sent = body(address=address)
    padded = {
        "name": f"  {sent['name']}\t",
        "email": f" {sent['email']}\n",
        "address": {field: f" {text}  " for field, text in address.items()},
    }

    response = client.post("/users", json=padded)

    assert response.status_code == 201, "White space around a valid value is no fault."
    expected = sent | {"id": response.json["id"], "age": None}
    assert response.json == expected, "The values must be kept without it."


@pytest.mark.concept("cleans-input")
def test_white_space_does_not_count(client, body, fresh):
    """A name is measured without the white space around it; nothing but white space is refused."""
    for name in (" " * fresh.integer(2, 20), f" {fresh.word(1)} "):
        response = client.post("/users", json=body(name=name))
        assert response.status_code == 400, f"{name!r} is too short without its white space."


@pytest.mark.concept("cleans-input")
def test_email_is_kept_in_lower_case(client, body):
    """An e-mail address is kept in lower case, so that capitals do not make it another one."""
    sent = body()

    response = client.post("/users", json=sent | {"email": sent["email"].upper()})
    again = client.post("/users", json=body(email=sent["email"].title()))

    assert response.json["email"] == sent["email"], "The address must be kept in lower case."
    assert again.status_code == 409, "Capitals must not turn a taken address into a free one."


@pytest.mark.concept("cleans-input")
def test_text_is_kept_as_it_was_sent(client, body, fresh):
    """Accents, apostrophes, markup and spaces inside a name come back unchanged."""
    name = f"Zoë  <b>O'{fresh.name()}</b> & Søn"

    response = client.post("/users", json=body(name=name))
    found = client.get(f"/users/{response.json['id']}")

    assert response.json["name"] == name, "The name must come back as it was sent."
    assert found.json["name"] == name, "The name must be stored as it was sent."
