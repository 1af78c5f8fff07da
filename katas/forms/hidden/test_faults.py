"""Forms with faults, and forms with more in them than text."""

import pytest

HOSTILE = (
    "<{0} src=x onerror=alert(1)>",
    '"><{0}>',
    "\" {0}='1' autofocus=\"",
    "' {0}='1",
    "x {0}=1",
    "</textarea><{0}>",
    "&lt;b&gt; &amp; {0}",
    "{{{{ 7 * 7 }}}} {0}",
)


@pytest.mark.concept("names-faults")
def test_empty_form_is_refused(client, fetch, refused, count, reply):
    """An empty form is answered with 400 and the form, which names the three faulty fields."""
    form = refused(client)

    assert form.faults() == {"name", "guests", "meal"}, "These fields must not be empty."
    assert count(client) == 0, "Nothing must be stored."
    assert form.where == "/submit", "It must be the form again."
    again = form.send(**reply())
    assert again.status_code < 400, "With good values it must be accepted."
    assert count(client) == 1, "Now there must be a reply."
    assert fetch(client).faults() == set(), "A new form has no faults."


@pytest.mark.concept("names-faults")
def test_faults_are_named_field_by_field(client, refused, reply):
    """Only faulty fields are named, and all of them at once."""
    for faults in (
        {"name": ""},
        {"guests": "0"},
        {"meal": ""},
        {"name": "", "guests": "7"},
        {"guests": "0", "meal": ""},
    ):
        form = refused(client, **reply(**faults))
        assert form.faults() == faults.keys(), "These are the faulty fields."


@pytest.mark.concept("keeps-input")
def test_form_keeps_what_was_sent(client, refused, reply, fresh):
    """The form that is shown again holds all that was sent, faulty values included."""
    lines = f"{fresh.word()}\r\n\r\n  {fresh.word()}"

    for sent in (
        reply(guests="0", meal="fish", extras=["music"], message=lines),
        reply(guests="seven", meal="vegan", extras=["parking", "taxi"], message=""),
        reply(name="", meal="meat", extras=[]),
        reply(meal="", extras=["music", "parking", "taxi"]),
    ):
        expected = sent | {"message": sent["message"].replace("\r\n", "\n")}
        assert refused(client, **sent).fields() == expected, "The form must hold what was sent."


@pytest.mark.concept("checks-on-server")
def test_rules_hold_for_everybody(client, refused, count, reply, fresh):
    """What no form of yours would send is refused as well: other choices, missing fields."""
    for field, values in {
        "name": ("   ", fresh.word(41), None),
        "guests": ("0", "7", "-1", "1.5", fresh.word(), "9" * 5000, None),
        "meal": (fresh.word(), "Fish", "fish,meat", None),
        "extras": ([fresh.word()], ["music", fresh.word()]),
        "message": ("x" * 201,),
    }.items():
        for value in values:
            form = refused(client, **reply(**{field: value}))
            assert form.faults() == {field}, f"{field} is the faulty field."
    assert count(client) == 0, "Nothing must be stored."


@pytest.mark.concept("checks-on-server")
def test_limits_are_inclusive(client, fetch, read, reply, fresh):
    """Limits themselves are allowed, and white space around the text does not count."""
    for limit in (
        {"name": "x", "guests": "1", "message": None, "extras": None},
        {"name": fresh.word(40), "guests": "6", "message": fresh.word(200)},
        {"name": f"\t{fresh.word(40)}  ", "message": f"\r\n {fresh.word(200)} \r\n"},
        {"extras": ["music", "parking", "taxi"]},
    ):
        sent = reply(**limit)
        page = read(fetch(client).send(follow=True, **sent))
        assert page.one("h1").text == f"Hello, {sent['name'].strip()}!", "It must be accepted."
        assert page.one("#message").text == (sent["message"] or "").strip(), "As it was sent."


@pytest.mark.concept("escapes-input")
def test_text_stays_text(client, fetch, refused, read, reply):
    """Markup, quotes and template syntax are shown and kept as they were sent."""
    word = reply()["name"].lower()

    for text in (pattern.format(word) for pattern in HOSTILE):
        sent = reply(name=text, message=text)
        page = read(fetch(client).send(follow=True, **sent))
        assert page.one("h1").text == f"Hello, {text}!", "The name must be shown as it is."
        assert page.one("#message").text == text, "The message must be shown as it is."
        form = refused(client, **sent | {"guests": text})
        kept = form.fields()
        assert (kept["name"], kept["guests"]) == (text, text), "The form must hold it as it is."
        for elements in (page.find(), form.page.find()):
            made = [each for each in elements if word in {each.tag, *each.attributes}]
            assert made == [], "No text may become an element or an attribute."
