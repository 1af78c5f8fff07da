"""Links from page to page."""

import pytest

pytestmark = pytest.mark.concept("links-pages")


def test_links_lead_through_all_pages(contacts, walk, read, follow, in_order):
    """Following next shows every page, and prev leads back; null marks both ends."""
    everybody = in_order(contacts.add(25))

    assert walk("/contacts") == [everybody[:20], everybody[20:]], "next must lead to the end."
    first = read(per_page=10)
    assert first["prev"] is None, "Before the first page there is none."
    second = follow(first["next"])
    assert second["items"] == everybody[10:20], "next must lead to the second page."
    back = follow(second["prev"])
    assert back["items"] == everybody[:10], "prev must lead back to the first page."
    third = follow(second["next"])
    assert third["next"] is None, "After the last page there is none."
    back = follow(third["prev"])
    assert back["items"] == everybody[10:20], "prev must lead back to the second page."
    assert read(page=9)["next"] is None, "Behind the end nothing follows."
    nobody = read(city=contacts.fresh.name())
    assert [nobody["next"], nobody["prev"]] == [None, None], "No contacts, no other pages."


def test_links_keep_filter_and_size(contacts, walk, read, follow, in_order):
    """Links keep the city and the page size, whatever characters the city has."""
    fresh = contacts.fresh
    for city in (fresh.name(), f"{fresh.name()}&page=9 +100%/ß?#", f'"{fresh.name()}";=['):
        contacts.add(3)
        chosen = in_order(contacts.add(5, city=city))

        pages = walk("/contacts", city=city, per_page=2)
        assert pages == [chosen[:2], chosen[2:4], chosen[4:]], "next must keep city and size."
        back = follow(read(city=city, per_page=2, page=3)["prev"])
        assert back["items"] == chosen[2:4], "prev must keep city and size."


def test_other_parameters_are_ignored(contacts, read, follow, in_order, fresh):
    """A parameter that the contract does not name changes nothing, whatever it is called."""
    everybody = in_order(contacts.add(5))

    for name in (fresh.word(), "endpoint", "values", "_external", "_anchor", "_scheme", "self"):
        page = read(per_page=3, **{name: fresh.word()})
        assert page["items"] == everybody[:3], f"{name} must be ignored."
        assert follow(page["next"])["items"] == everybody[3:], "The link must lead on."
