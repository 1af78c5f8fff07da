"""What a request takes from the database."""

import pytest

pytestmark = pytest.mark.concept("loads-one-page")

MOST_STATEMENTS = 3


def test_other_pages_are_not_loaded(contacts, read, in_order):
    """A page or batch is shown even if contacts before it and well behind it cannot be loaded."""
    shown = in_order(contacts.add(6, names=["m"]))
    contacts.unreadable(5, names=["a"])
    contacts.unreadable(5, names=["z"])

    assert read(page=2, per_page=5)["items"] == shown[:5], "Only the page must be loaded."
    assert read(page=2, per_page=5)["total"] == 16, "Counting must load nothing."


def test_other_batches_are_not_loaded(contacts, read, follow, in_order):
    """A batch of the export is shown even if contacts well behind it cannot be loaded."""
    shown = in_order(contacts.add(7, names=["m"]))
    contacts.unreadable(5, names=["z"])

    batch = read("/contacts/export", per_page=3)

    assert batch["items"] == shown[:3], "Only the batch must be loaded."
    assert follow(batch["next"])["items"] == shown[3:6], "Only the batch must be loaded."


def test_statements_do_not_grow(contacts, read, statements, fresh):
    """A request sends the same few statements for a short table and for a long one."""
    for path in ("/contacts", "/contacts/export"):
        counts = []
        for _ in range(2):
            contacts.add(fresh.integer(8, 14))
            statements.clear()
            read(path, per_page=5)
            counts.append(len(statements))
        assert counts[0] <= MOST_STATEMENTS, f"{path} must send {MOST_STATEMENTS} at most."
        assert counts[1] == counts[0], f"{path} must send as many for more contacts."
