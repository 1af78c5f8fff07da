"""Objects, arrays, numbers, and what is not there."""

import pytest


@pytest.mark.concept("returns-object")
def test_data_is_an_object(read, config):
    """GET /data answers 200 with a JSON object of the two settings."""
    expected = {"name": config["NAME"], "age": config["AGE"]}

    assert read("/data") == expected, "The object must have exactly these fields."


@pytest.mark.concept("returns-any-value")
def test_list_and_number_are_json(read, start_app, records):
    """GET /names answers with a JSON array, GET /count with a JSON number, also without members."""
    assert read("/names") == [record["name"] for record in records], "All names, in order."
    count = read("/count")
    assert (count, type(count)) == (len(records), int), "The answer must be the number alone."
    nobody = start_app({"MEMBERS": []}).client()
    assert read("/names", client=nobody) == [], "Without members the array must be empty."
    assert read("/count", client=nobody) == 0, "Without members the number must be 0."


@pytest.mark.concept("missing-is-404")
def test_missing_member_is_404(read, records):
    """An id that no member has answers 404 with a JSON object that holds error, a text."""
    last = records[-1]["id"]

    for number in (last + 1, last + 10**6, 10**12):
        answer = read(f"/members/{number}", 404)
        assert isinstance(answer, dict), "The answer must be an object."
        assert isinstance(answer["error"], str), "error must be a text."
