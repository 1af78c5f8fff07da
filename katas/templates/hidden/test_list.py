"""The list of entries."""

import json

import pytest


@pytest.mark.concept("lists-entries")
def test_each_entry_is_an_item(show, entry, fresh):
    """Every entry is an item, in the order of the setting, with its title as a link."""
    entries = [entry(read=fresh.choice([True, False])) for _ in range(fresh.integer(4, 9))]

    main = show(ENTRIES=entries).one("main")

    links = [item.one("a") for item in main.one("ul").find("li")]
    titles = [link.text for link in links]
    assert titles == [each["title"] for each in entries], "There must be an item for each entry."
    urls = [link.attributes.get("href") for link in links]
    assert urls == [each["url"] for each in entries], "Each title must link to its own url."
    assert main.find(".empty") == [], "The list is not empty and must not say so."


@pytest.mark.concept("lists-entries")
def test_items_tell_note_and_whether_they_were_read(show, entry):
    """An item has its note as tooltip, and the class read if the entry was read."""
    entries = [entry(read=True), entry(), entry(), entry(read=True)]

    items = show(ENTRIES=entries).one("main").one("ul").find("li")

    notes = [item.attributes.get("title") for item in items]
    assert notes == [each["note"] for each in entries], "Each item must have its own note."
    read = ["read" in item.classes for item in items]
    assert read == [True, False, False, True], "Only what was read must have the class read."


@pytest.mark.concept("lists-entries")
def test_empty_list_says_so(client, show):
    """Without entries there is no list, but an element that says that there is nothing."""
    for page in (client.get("/").page, show(ENTRIES=[])):
        main = page.one("main")
        assert main.find("ul") == [], "Without entries there must be no <ul>."
        assert main.one(".empty").text, "Something must be said about it."


@pytest.mark.concept("formats-values")
def test_minutes_become_hours_and_minutes(show, entry, fresh):
    """Minutes are shown as hours and minutes; what is zero is left out."""
    hours, rest = fresh.integer(3, 30), fresh.integer(2, 58)
    expected = {
        1: "1 min",
        59: "59 min",
        60: "1 h",
        61: "1 h 1 min",
        120: "2 h",
        hours * 60: f"{hours} h",
        hours * 60 + rest: f"{hours} h {rest} min",
    }

    page = show(ENTRIES=[entry(minutes=minutes) for minutes in expected])

    items = page.one("main").one("ul").find("li")
    times = [item.one(".time").text for item in items]
    assert times == list(expected.values()), "The times must be written as agreed."


@pytest.mark.concept("data-for-scripts")
def test_script_holds_the_entries_as_json(show, entry, fresh):
    """The script's content, up to the first end tag, is the setting as JSON, whatever it holds."""
    word = fresh.word()
    entries = [
        entry(title=f"</script><{word}>alert(1)</{word}>", read=True),
        entry(title=f"</SCRIPT ><{word}>", url="javascript:alert(1)"),
        entry(title="Tom & 'Jerry' \"&lt;\" \\ \u2028 {{ 7 * 7 }}", minutes=fresh.integer(60, 999)),
    ]

    for setting in (entries, []):
        script = show(ENTRIES=setting).one("script")
        marks = (script.attributes.get("id"), script.attributes.get("type"))
        assert marks == ("entries", "application/json"), "The script must be marked as agreed."
        try:
            data = json.loads(script.raw)
        except ValueError:
            data = script.raw
        assert data == setting, "The content, up to the end tag, must be ENTRIES as JSON."
