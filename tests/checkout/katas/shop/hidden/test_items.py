"""The database, seen from both sides."""

import pytest


@pytest.mark.concept("stores-items")
def test_item_is_stored(sell, database, fresh):
    """An item that was put in is a row of the table item."""
    name = fresh.name()
    sell(name)
    assert "item" in database.tables(), "There must be a table item."
    assert "name" in database.columns("item"), "It must have a column name."
    found = database.rows("SELECT name FROM item WHERE name = :name", name=name)
    assert found == [{"name": name}], "The item must be in the table."


@pytest.mark.concept("reads-the-database")
def test_change_from_outside_is_seen(client, sell, database, fresh):
    """A row that was renamed from outside has its new name in the list."""
    before, after = fresh.name(), fresh.name()
    sell(before)
    changed = database.execute("UPDATE item SET name = :new", new=after)
    assert changed == 1, "One item must be there."
    assert client.get("/items").json == [after], "The list must hold what is in the database."


@pytest.mark.concept("shares-the-database")
def test_second_application_sees_the_first_ones_items(sell, start_app, fresh):
    """What one application stored is seen by another, and outlives the first."""
    name = fresh.name()
    sell(name)
    second = start_app()
    assert second.client().get("/items").json == [name], "The second application must see it."
    second.stop()
    assert start_app().client().get("/items").json == [name], "So must the third."


@pytest.mark.concept("starts-empty")
@pytest.mark.parametrize("turn", [1, 2])
def test_nothing_is_left_of_other_tests(client, sell, turn):
    """Whatever other tests did, there is no item and no visit at the start."""
    assert client.get("/items").json == [], f"The database must be empty at turn {turn}."
    assert client.get("/visits").json["visits"] == 1, "There must be one visit."
    sell("leftover")


@pytest.mark.concept("queries-once")
def test_list_costs_one_query(client, sell, statements, fresh):
    """GET /items executes one SELECT, however many items there are."""
    for _ in range(3):
        sell(fresh.name())
    statements.clear()
    client.get("/items")
    assert len(statements) == 1, "One statement must be enough."
    assert statements.executed[0].startswith("SELECT"), "It must be a SELECT."
