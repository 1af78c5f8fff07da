"""Pages with numbers."""

import pytest

FIELDS = {
    "items", "page", "per_page", "total", "pages", "has_next", "has_prev", "next", "prev",
}  # fmt: skip


@pytest.mark.concept("shows-page")
def test_page_and_size_choose_the_contacts(contacts, read, in_order):
    """Page and page size choose the contacts; without them it is page 1 with 20 contacts."""
    everybody = in_order(contacts.add(45))

    assert read()["items"] == everybody[:20], "Without parameters the first 20 must be shown."
    assert read(page=2)["items"] == everybody[20:40], "Page 2 must show the next 20."
    assert read(per_page=7)["items"] == everybody[:7], "per_page=7 must show the first 7."
    assert read(page=3, per_page=7)["items"] == everybody[14:21], "Page 3 of 7 each is 15 to 21."
    assert read(page=3)["items"] == everybody[40:], "The last page shows what is left."
    assert read(page=9, per_page=1)["items"] == everybody[8:9], "A page may have one contact."


@pytest.mark.concept("tells-totals")
def test_page_tells_where_it_is(contacts, read):
    """Every page tells its number and size, the total, the pages, and whether others follow."""
    contacts.add(12)
    expected = [
        ({}, (1, 20, 12, 1, False, False)),
        ({"per_page": 5}, (1, 5, 12, 3, True, False)),
        ({"per_page": 5, "page": 2}, (2, 5, 12, 3, True, True)),
        ({"per_page": 5, "page": 3}, (3, 5, 12, 3, False, True)),
        ({"per_page": 6, "page": 2}, (2, 6, 12, 2, False, True)),
    ]

    for parameters, values in expected:
        page = read(**parameters)
        assert set(page) == FIELDS, "A page must have exactly these fields."
        names = ("page", "per_page", "total", "pages", "has_next", "has_prev")
        assert tuple(page[name] for name in names) == values, f"These must be the {names}."


@pytest.mark.concept("keeps-order")
def test_every_contact_is_on_one_page(contacts, read, in_order, fresh):
    """Over all pages every contact is shown once, by name, and equal names by id."""
    names = [fresh.word(10) for _ in range(3)]
    everybody = in_order(contacts.add(12, names=names) + contacts.add(11) + contacts.add(2, names))

    found = [contact for page in range(1, 6) for contact in read(page=page, per_page=5)["items"]]

    assert found == everybody, "The pages must show every contact once, by name and id."


@pytest.mark.concept("survives-the-end")
def test_page_behind_the_end_is_empty(contacts, read, fresh):
    """A page behind the end is 200 with no items, and tells where the end is."""
    contacts.add(7)

    for number in (3, fresh.integer(1000, 999_999_999)):
        page = read(page=number, per_page=5)
        assert page["items"] == [], "Behind the end there are no contacts."
        told = [page[name] for name in ("page", "total", "pages", "has_next", "has_prev")]
        assert told == [number, 7, 2, False, True], "The page must tell where it is."


@pytest.mark.concept("survives-the-end")
@pytest.mark.usefixtures("contacts")
def test_empty_table_has_no_pages(read):
    """Without any contacts, page 1 is 200 with no items, of 0 pages."""
    page = read()

    told = [page[name] for name in ("items", "page", "total", "pages")]
    assert told == [[], 1, 0, 0], "There is nothing, and that is no error."
    assert [page["has_next"], page["has_prev"]] == [False, False], "There are no other pages."


@pytest.mark.concept("caps-page-size")
def test_page_size_is_limited(contacts, read, in_order, fresh):
    """More than 100 counts as 100, in the items and in what is told; 100 itself is allowed."""
    everybody = in_order(contacts.add(110))

    for size in (100, 101, fresh.integer(1000, 999_999_999)):
        page = read(per_page=size)
        assert page["items"] == everybody[:100], "A page must show 100 contacts at most."
        assert page["per_page"] == 100, "The size in effect must be told."
        rest = read(per_page=size, page=2)["items"]
        assert rest == everybody[100:], "Page 2 must go on where page 1 ends."
    page = read(per_page=99)
    assert page["items"] == everybody[:99], "A size below the limit must be kept."
    assert page["per_page"] == 99, "A size below the limit must be told."


@pytest.mark.concept("caps-page-size")
def test_batch_size_is_limited(contacts, read, in_order):
    """The export's batches have 20 contacts unless given, and 100 at most."""
    everybody = in_order(contacts.add(110))

    for parameters, size in (({}, 20), ({"per_page": 99}, 99), ({"per_page": 5000}, 100)):
        batch = read("/contacts/export", **parameters)
        assert batch["items"] == everybody[:size], f"The batch must show {size} contacts."


@pytest.mark.concept("refuses-nonsense")
def test_nonsense_is_refused(client, contacts):
    """A page or page size that is no whole number of 1 or more is answered with 400."""
    contacts.add(3)

    for name, path in (
        ("page", "/contacts"),
        ("per_page", "/contacts"),
        ("per_page", "/contacts/export"),
    ):
        for value in ("0", "-1", "-3", "1.5", "abc", ""):
            response = client.get(path, query_string={name: value})
            assert response.status_code == 400, f"{name}={value!r} must be refused."


@pytest.mark.concept("filters-first")
def test_city_is_filtered_before_paging(contacts, read, in_order, fresh):
    """With a city, pages and totals are those of its contacts only; other cities do not count."""
    city = fresh.name()
    others = contacts.add(9)
    chosen = in_order(contacts.add(5, city=city))
    contacts.add(4, city=city.lower())

    page = read(city=city, per_page=3, page=2)

    assert page["items"] == chosen[3:], "The second page of the city must be shown."
    told = [page[name] for name in ("page", "per_page", "total", "pages", "has_next")]
    assert told == [2, 3, 5, 2, False], "The totals must be those of the city."
    nobody = read(city=fresh.name())
    assert [nobody["items"], nobody["total"]] == [[], 0], "A city without contacts is no error."
    assert read()["total"] == len(others) + 9, "Without a city all contacts must be counted."
