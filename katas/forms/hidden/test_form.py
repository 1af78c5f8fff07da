"""The form, and what becomes of a good one."""

import pytest


@pytest.mark.concept("shows-form")
def test_form_is_complete(client, fetch):
    """GET / shows a form by POST with all fields, empty, and how many replies there are."""
    form = fetch(client)

    assert form.form.attributes.get("method", "").lower() == "post", "It must be sent by POST."
    assert form.where == "/submit", "It must be sent to /submit."
    assert form.page.one("#count").text == "0", "There are no replies yet."
    tags = {name: {c.tag for c in form.controls(name)} for name in ("name", "guests", "message")}
    expected = {"name": {"input"}, "guests": {"input"}, "message": {"textarea"}}
    assert tags == expected, "There must be a control for each field."
    meals = [each for control in form.controls("meal") for each in control.find("option")]
    meals = {each.attributes.get("value", each.text) for each in meals or form.controls("meal")}
    assert meals - {""} == {"fish", "meat", "vegan"}, "These are the meals."
    boxes = {
        (box.attributes.get("type"), box.attributes.get("value")) for box in form.controls("extras")
    }
    expected = {("checkbox", extra) for extra in ("music", "parking", "taxi")}
    assert boxes == expected, "There must be a check box for each extra."
    expected = {"name": "", "guests": "", "meal": "", "message": "", "extras": []}
    assert form.fields() == expected, "At first every field must be empty."
    assert form.faults() == set(), "Nothing is wrong yet."


@pytest.mark.concept("shows-form")
def test_controls_have_labels(client, fetch):
    """Each control has a label with text, each single box included."""
    form = fetch(client)

    for name in ("name", "guests", "meal", "extras", "message"):
        assert form.controls(name), f"There must be a control for {name}."
        for control in form.controls(name):
            assert form.has_label(control), f"Each control for {name} must have a label."


@pytest.mark.concept("reads-form")
def test_reply_is_shown(client, fetch, read, reply):
    """A form that is sent leads to a page that greets and shows what was sent."""
    for sent in (reply(), reply(extras=[], message=""), reply(extras=["parking"])):
        page = read(fetch(client).send(follow=True, **sent))

        assert page.one("h1").text == f"Hello, {sent['name']}!", "It must greet by the name."
        shown = {name: page.one(f"#{name}").text for name in ("guests", "meal", "message")}
        expected = {name: sent[name] for name in shown}
        assert shown == expected, "It must show what was sent."
        extras = sorted(item.text for item in page.one("#extras").find("li"))
        assert extras == sent["extras"], "There must be an item for each extra."


@pytest.mark.concept("reads-form")
def test_only_post_replies(client, count, reply):
    """GET /submit is 405 and adds no reply; a reply that does not exist is 404."""
    response = client.get("/submit", query_string=reply())

    assert response.status_code == 405, "GET must not be answered by /submit."
    assert count(client) == 0, "A GET changes nothing."
    assert client.get("/replies/4711").status_code == 404, "There is no such reply."


@pytest.mark.concept("redirects-after-post")
def test_browser_is_sent_on(client, fetch, count, reply):
    """A good form is answered with 303 to a page of its own, which may be reloaded."""
    pages = {}

    for number in (1, 2):
        sent = reply()
        response = fetch(client).send(**sent)
        assert response.status_code == 303, "The answer must be 303."
        pages[response.location] = sent["name"]
        assert count(client) == number, "The reply must be added."
    assert len(pages) == 2, "Each reply must have its own page."
    for page, name in pages.items():
        assert "/replies/" in page, "It must lead to the page of the reply."
        for _ in range(2):
            response = client.get(page)
            assert response.status_code == 200, "The page may be fetched again."
            assert name in response.text, "It must be the page of this reply."
    assert count(client) == 2, "A reload must add nothing."


@pytest.mark.concept("counts-once")
def test_form_counts_once(client, fetch, count, reply):
    """A form that is sent twice is one reply; a form that is fetched anew is another one."""
    sent, form = reply(), fetch(client)

    first, second = form.send(**sent), form.send(**sent)
    assert (first.status_code, second.status_code) == (303, 303), "Both must be sent on."
    assert second.location == first.location, "Both must be sent to the same page."
    assert count(client) == 1, "It must be one reply."

    third = fetch(client).send(**sent)
    assert third.location != first.location, "Another form has another page."
    assert count(client) == 2, "Another form is another reply, also with the same values."
