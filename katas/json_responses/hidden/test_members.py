"""Members, with fields of types that JSON does not know."""

from datetime import datetime

import pytest

FIELDS = ["id", "name", "born", "joined", "level", "card", "balance", "badges", "rating"]


@pytest.mark.concept("shows-member")
def test_member_is_an_object(read, records):
    """GET /members/<id> answers 200 with the member that has this id, all fields included."""
    for record in records:
        member = read(f"/members/{record['id']}")
        found = {name: member[name] for name in ("id", "name", "rating")}
        assert found == {name: record[name] for name in found}, "It must be this member."
        assert set(FIELDS) <= set(member), "No field may be missing."


@pytest.mark.concept("shows-member")
def test_all_members_are_a_list(read, start_app, records):
    """GET /members answers with an array of what GET /members/<id> shows, perhaps empty."""
    one_by_one = [read(f"/members/{record['id']}") for record in records]

    assert read("/members") == one_by_one, "The array must hold all members, in their order."
    nobody = start_app({"MEMBERS": []}).client()
    assert read("/members", client=nobody) == [], "Without members the array must be empty."


@pytest.mark.concept("hides-secrets")
def test_nothing_else_is_shown(client, read, records):
    """A member has exactly the promised fields, and no answer holds a password hash."""
    for member in [*read("/members"), read(f"/members/{records[0]['id']}")]:
        assert set(member) == set(FIELDS), "A member must have exactly these fields."
    missing = records[-1]["id"] + 1
    for path in ("/data", "/names", "/members", f"/members/{missing}"):
        text = client.get(path).text
        for record in records:
            assert record["password_hash"] not in text, "No hash may leave the application."


@pytest.mark.concept("writes-dates")
def test_dates_are_iso(read, records):
    """Born is a text such as 1990-05-17; joined is ISO 8601 with an offset, the same moment."""
    for record, member in zip(records, read("/members"), strict=True):
        assert member["born"] == record["born"], "born must be the day, as YYYY-MM-DD."
        moment = _moment(member["joined"])
        assert moment == datetime.fromisoformat(record["joined"]), "It must be the same moment."


@pytest.mark.concept("writes-money")
def test_balance_has_two_decimal_places(start_app, record, read, fresh):
    """Balance is a text with exactly two digits behind the point, however large it is."""
    some, large = fresh.integer(1, 999), fresh.integer(10**17, 10**18)
    amounts = {
        f"{some}.5": f"{some}.50",
        f"-{some}.25": f"-{some}.25",
        f"{some}": f"{some}.00",
        f"{some % 9 + 1}E+3": f"{some % 9 + 1}000.00",
        "0": "0.00",
        "0.07": "0.07",
        f"{large}.93": f"{large}.93",
    }
    records = [record(balance=amount) for amount in amounts]

    members = read("/members", client=start_app({"MEMBERS": records}).client())

    shown = [member["balance"] for member in members]
    assert shown == list(amounts.values()), f"{', '.join(amounts)} must be shown like this."


@pytest.mark.concept("writes-types")
def test_other_types_have_their_json(start_app, record, read):
    """Badges are a sorted array, level is its value, card the usual text of a UUID."""
    levels = {
        "BEGINNER": "first steps",
        "REGULAR": "comes every week",
        "TRAINER": "teaches others",
    }
    records = [record(level=level) for level in levels]
    records[0]["badges"] = []

    members = read("/members", client=start_app({"MEMBERS": records}).client())

    for told, member in zip(records, members, strict=True):
        assert member["badges"] == sorted(told["badges"]), "The badges must be in order."
        assert member["level"] == levels[told["level"]], "level must be the value."
        assert member["card"] == told["card"], "card must be the text of the UUID."


@pytest.mark.concept("reads-well")
def test_fields_are_in_order(read, records):
    """The fields of every object stand in the order of the contract."""
    assert list(read("/data")) == ["name", "age"], "name comes before age."
    for member in [read(f"/members/{records[0]['id']}"), *read("/members")]:
        promised = [name for name in member if name in FIELDS]
        assert promised == FIELDS, "The order must be that of the table."


@pytest.mark.concept("reads-well")
def test_letters_stand_as_they_are(start_app, record, fresh):
    """Letters with accents and of other scripts stand in the body in UTF-8, not as escapes."""
    name = f"Zoë {fresh.name()} Łódź 東京 😀"
    member = record(name=name)
    client = start_app({"NAME": name, "MEMBERS": [member]}).client()

    for path in ("/data", "/names", "/members", f"/members/{member['id']}"):
        assert name.encode() in client.get(path).data, "The letters must stand there as they are."


@pytest.mark.concept("no-nan")
def test_not_a_number_is_null(start_app, record, read):
    """A rating that is not a number is null; 0 is a number."""
    ratings = [None, 0.0, 4.5, None, 5.0]
    records = [record(rating=rating) for rating in ratings]
    client = start_app({"MEMBERS": records}).client()

    shown = [member["rating"] for member in read("/members", client=client)]
    assert shown == ratings, "Only what is not a number must be null."
    alone = read(f"/members/{records[0]['id']}", client=client)
    assert alone["rating"] is None, "NaN must be null."


def _moment(text):
    """Return the moment that *text* names; fail if that is not ISO 8601 with an offset."""
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise AssertionError(f"{text!r} must be a date and a time in ISO 8601.") from None
    assert moment.tzinfo is not None, f"{text!r} must have an offset."
    return moment
