"""Users, over HTTP."""

from datetime import UTC, datetime, timedelta

import pytest

AN_HOUR = timedelta(hours=1)


@pytest.mark.concept("creates-user")
def test_user_is_created(client, fresh):
    """A name and an e-mail address make an active user without orders; active may be given."""
    for given in ({}, {"active": True}, {"active": False}):
        body = {"name": fresh.name(), "email": fresh.email()} | given
        response = client.post("/users", json=body)

        assert response.status_code == 201, "A user who is new must be answered with 201."
        assert type(response.json["id"]) is int, "The id must be an integer."
        assert isinstance(response.json["created_at"], str), "created_at must be a text."
        chosen = {name: response.json[name] for name in ("id", "created_at")}
        expected = {"active": True, "orders": []} | body | chosen
        assert response.json == expected, "The answer must be the user with exactly these fields."


@pytest.mark.concept("creates-user")
def test_user_is_read_as_the_table_says(client, add_user, database, fresh):
    """GET shows the user as the row is now, even if it was changed from outside; or answers 404."""
    first, second = add_user(), add_user(active=False)
    path = f"/users/{first['id']}"
    for user in (first, second):
        response = client.get(f"/users/{user['id']}")
        assert response.status_code == 200, "A user who was created must be found."
        assert response.json == user, "GET must show the user as the creation did."

    name = fresh.name()
    database.execute("UPDATE users SET name = :name WHERE id = :id", name=name, id=first["id"])

    changed = client.get(path).json
    assert changed == first | {"name": name}, "GET must show the row as it is now."
    unknown = client.get(f"/users/{fresh.integer(1000, 9999)}")
    assert unknown.status_code == 404, "A user who does not exist is 404."


@pytest.mark.concept("unique-email")
def test_taken_email_is_a_conflict(client, add_user, database, fresh):
    """A taken e-mail address is answered with 409, and the next request works."""
    first = add_user()

    response = client.post("/users", json={"name": fresh.name(), "email": first["email"]})

    assert response.status_code == 409, "A taken e-mail address must be answered with 409."
    assert client.get(f"/users/{first['id']}").json == first, "The first user must stay."
    add_user()
    count = database.rows("SELECT count(*) AS count FROM users")[0]["count"]
    assert count == 2, "Only the first user and the one after the conflict must be stored."


@pytest.mark.concept("defaults-in-database")
def test_time_comes_from_the_database(add_user, database, clock):
    """A user created over HTTP gets the database's time, even if the application's is wrong."""
    clock.tick(days=3)

    user = add_user()

    sql = "SELECT id, abs(julianday(created_at) - julianday('now')) < 0.01 AS now FROM users"
    assert database.rows(sql) == [{"id": user["id"], "now": 1}], (
        "created_at must be the database's time, sent by nobody else."
    )


@pytest.mark.concept("tells-utc")
def test_time_has_its_offset(client, add_user, database, fresh):
    """created_at is ISO 8601 with the offset of UTC, for rows from outside as well."""
    email = fresh.email()
    sql = "INSERT INTO users (name, email, active, created_at) VALUES ('x', :email, 1, :time)"
    database.execute(sql, email=email, time="2024-02-29 23:59:58")
    row = database.rows("SELECT id FROM users WHERE email = :email", email=email)[0]

    created = datetime.fromisoformat(add_user()["created_at"])
    earlier = datetime.fromisoformat(client.get(f"/users/{row['id']}").json["created_at"])

    assert created.utcoffset() == timedelta(0), "The time must carry the offset of UTC."
    assert abs(created - datetime.now(UTC)) < AN_HOUR, "The time of a new user is the present."
    expected = datetime(2024, 2, 29, 23, 59, 58, tzinfo=UTC)
    assert earlier == expected, "A time that was stored before must be told as it is, in UTC."


@pytest.mark.concept("guards-deletion")
def test_user_without_orders_is_deleted(client, add_user, add_order, database, fresh):
    """A user without orders is deleted with 204 and gone; one who does not exist is 404."""
    gone, other = add_user(), add_user()
    add_order(other)

    response = client.delete(f"/users/{gone['id']}")

    assert response.status_code == 204, "The deletion must be answered with 204."
    assert client.get(f"/users/{gone['id']}").status_code == 404, "The user must be gone."
    rows = database.rows("SELECT id FROM users")
    assert rows == [{"id": other["id"]}], "The row must be gone, and only this one."
    for user_id in (gone["id"], fresh.integer(1000, 9999)):
        unknown = client.delete(f"/users/{user_id}")
        assert unknown.status_code == 404, "A user who does not exist is 404."


@pytest.mark.concept("guards-deletion")
def test_user_with_orders_stays(client, add_user, add_order, database):
    """The deletion of a user who has orders is refused with 409; user and orders stay."""
    user = add_user()
    orders = [add_order(user) for _ in range(2)]

    response = client.delete(f"/users/{user['id']}")

    assert response.status_code == 409, "A user who has orders must not be deleted."
    rows = database.rows("SELECT id, user_id FROM orders ORDER BY id")
    expected = [{"id": order["id"], "user_id": user["id"]} for order in orders]
    assert rows == expected, "The orders must stay, and stay the user's."
    assert client.get(f"/users/{user['id']}").status_code == 200, "The user must stay."
    add_user()


@pytest.mark.concept("readable-repr")
def test_deleted_user_is_in_the_log(client, add_user, logs, fresh):
    """A deletion is logged with the user's repr, in one line whatever the name holds."""
    names = [fresh.name(), f"{fresh.name()} O'{fresh.name()}", f"{fresh.word()}\n{fresh.word()}"]
    users = [add_user(name=name) for name in names]

    for user in users:
        response = client.delete(f"/users/{user['id']}")
        assert response.status_code < 300, "A user without orders must be deleted."

    for user in users:
        shown = f"<User {user['id']} {user['name']!r}>"
        assert any(shown in line for line in logs.lines), f"The log must hold {shown}."
