"""Orders, and what ties them to their users."""

import pytest


@pytest.mark.concept("links-orders")
def test_users_and_orders_lead_to_each_other(client, add_user, add_order, fresh):
    """An order shows its user, and a user shows all of their orders and nobody else's."""
    ann, bob = add_user(), add_user()
    orders = [(user, add_order(user)) for user in (ann, bob, ann)]

    for user, order in orders:
        assert type(order["id"]) is int, "The id must be an integer."
        expected = {"id": order["id"], "product": order["product"]}
        expected["user"] = {"id": user["id"], "name": user["name"]}
        assert order == expected, "The answer must be the order with exactly these fields."
        found = client.get(f"/orders/{order['id']}")
        assert found.status_code == 200, "An order that was created must be found."
        assert found.json == order, "GET must show the order as the creation did."
    for user in (ann, bob):
        shown = client.get(f"/users/{user['id']}").json["orders"]
        own = [{"id": o["id"], "product": o["product"]} for u, o in orders if u is user]
        assert sorted(shown, key=lambda order: order["id"]) == own, "These are the user's orders."
    unknown = client.get(f"/orders/{fresh.integer(1000, 9999)}")
    assert unknown.status_code == 404, "An order that does not exist is 404."


@pytest.mark.concept("links-orders")
def test_order_keeps_its_product(client, add_user, database, fresh):
    """The product of an order is stored as it was sent, with the user's id beside it."""
    user, product = add_user(), fresh.name()

    response = client.post(f"/users/{user['id']}/orders", json={"product": product})

    assert response.status_code == 201, "An order of a user must be answered with 201."
    expected = [{"id": response.json["id"], "user_id": user["id"], "product": product}]
    assert database.rows("SELECT * FROM orders") == expected, "The row must be the order."


@pytest.mark.concept("current-queries")
def test_no_legacy_query_is_used(client, add_user, add_order, logs, fresh):
    """No request brings about a warning that an interface of SQLAlchemy is legacy."""
    user = add_user()
    order = add_order(user)
    reads = [f"/users/{user['id']}", f"/orders/{order['id']}"]
    assert [client.get(path).status_code for path in reads] == [200, 200], "Both must be found."
    client.delete(f"/users/{user['id']}")
    for path in (f"/users/{fresh.integer(1000, 9999)}", f"/orders/{fresh.integer(1000, 9999)}"):
        client.get(path)

    warned = [line for line in logs.lines if "LegacyAPIWarning" in line]
    assert not warned, "The log must be free of LegacyAPIWarning."


@pytest.mark.concept("enforces-foreign-keys")
def test_nobody_cannot_order(client, add_user, add_order, database, fresh):
    """An order for a user who does not exist is refused with 404 and not stored."""
    missing = fresh.integer(1000, 9999)

    response = client.post(f"/users/{missing}/orders", json={"product": fresh.name()})

    assert response.status_code == 404, "A user who does not exist is 404."
    assert database.rows("SELECT * FROM orders") == [], "No order must be stored."
    add_order(add_user())


@pytest.mark.concept("enforces-foreign-keys")
def test_user_may_vanish_before_the_order(client, add_user, add_order, database, fresh):
    """When the user is deleted just before the order is inserted, the order is refused."""
    user = add_user()
    database.execute(
        "CREATE TRIGGER rival BEFORE INSERT ON orders"
        " BEGIN DELETE FROM users WHERE id = NEW.user_id; END"
    )

    response = client.post(f"/users/{user['id']}/orders", json={"product": fresh.name()})

    assert response.status_code in (404, 409), "The database's refusal must become 404 or 409."
    assert database.rows("SELECT * FROM orders") == [], "No order must be stored."
    database.execute("DROP TRIGGER rival")
    add_order(add_user())


@pytest.mark.concept("enforces-foreign-keys")
def test_order_may_arrive_before_the_deletion(client, add_user, add_order, database):
    """When an order is inserted just before its user is deleted, the user stays."""
    user = add_user()
    database.execute(
        "CREATE TRIGGER rival BEFORE DELETE ON users"
        " BEGIN INSERT INTO orders (user_id, product) VALUES (OLD.id, 'rival'); END"
    )

    response = client.delete(f"/users/{user['id']}")

    assert response.status_code == 409, "The database's refusal must become 409."
    assert client.get(f"/users/{user['id']}").status_code == 200, "The user must stay."
    database.execute("DROP TRIGGER rival")
    add_order(user)
