"""The export: batches with a cursor."""

import pytest


@pytest.mark.concept("walks-by-cursor")
def test_export_shows_every_contact_once(contacts, walk, read, in_order, fresh):
    """Following next shows every contact once, in batches, by name and id; the last has no next."""
    names = [fresh.word(10) for _ in range(2)]
    everybody = in_order(contacts.add(9, names=names) + contacts.add(6))
    fields = set(read("/contacts/export"))

    assert fields == {"items", "next"}, "A batch must have exactly these fields."
    for size in (4, 5, 15):
        batches = [everybody[start : start + size] for start in range(0, 15, size)]
        found = walk("/contacts/export", per_page=size)
        assert found == batches, f"These must be the batches of {size}."


@pytest.mark.concept("walks-by-cursor")
def test_export_keeps_the_city(contacts, walk, in_order, fresh):
    """The export of a city shows its contacts only, to the end; of no contacts it is empty."""
    for city in (fresh.name(), f"{fresh.name()}&cursor=9 +100%/ß?#"):
        contacts.add(4)
        chosen = in_order(contacts.add(5, city=city))

        found = walk("/contacts/export", city=city, per_page=2)
        assert found == [chosen[:2], chosen[2:4], chosen[4:]], "next must keep city and size."

    assert walk("/contacts/export", city=fresh.name()) == [[]], "An empty export is no error."


@pytest.mark.concept("walks-by-cursor")
def test_nonsense_is_no_cursor(client, contacts, fresh):
    """A text that is no cursor is answered with 400."""
    contacts.add(3)

    for text in (fresh.word(), fresh.word(7), "!", "null", "ÿ"):
        response = client.get("/contacts/export", query_string={"cursor": text})
        assert response.status_code == 400, f"{text!r} is no cursor."


@pytest.mark.concept("steady-cursor")
def test_new_contacts_disturb_nothing(contacts, read, follow, in_order, fresh):
    """Contacts added between two batches repeat and hide nothing; those added behind are shown."""
    everybody = in_order(contacts.add(6, names=[fresh.word(10)]) + contacts.add(5))
    first = read("/contacts/export", per_page=6)
    last = first["items"][-1]["name"]

    contacts.add(3, names=["a"])
    behind = contacts.add(3, names=[last + "a", last + "z"])
    rest = []
    batch = first
    while batch["next"] is not None and len(rest) < 20:
        batch = follow(batch["next"])
        rest += batch["items"]

    expected = in_order(everybody[6:] + behind)
    assert rest == expected, "What was there must be shown once, and what was added behind."


@pytest.mark.concept("steady-cursor")
def test_deleted_contacts_disturb_nothing(contacts, read, follow, in_order, fresh):
    """Contacts deleted between two batches, the last one shown among them, hide no others."""
    everybody = in_order(contacts.add(6, names=[fresh.word(10)]) + contacts.add(4))

    first = read("/contacts/export", per_page=4)
    for contact in (everybody[0], everybody[3], everybody[4]):
        contacts.delete(contact)
    second = follow(first["next"])

    assert second["items"] == everybody[5:9], "The next batch must start with the next contact."
    contacts.delete(everybody[8])
    assert follow(second["next"])["items"] == everybody[9:], "The last batch must be complete."
