"""What the tables are and keep by themselves, without the application in between."""

import pytest

COLUMNS = {
    "users": ["active", "created_at", "email", "id", "name"],
    "orders": ["id", "product", "user_id"],
}


@pytest.mark.concept("creates-tables")
@pytest.mark.usefixtures("client")
def test_tables_are_created(database):
    """The configured database has the tables users and orders, with the columns that are asked."""
    for table, columns in COLUMNS.items():
        found = sorted(database.columns(table))
        assert found == columns, f"The table {table} must have exactly these columns."
        keys = database.rows("SELECT name FROM pragma_table_info(:table) WHERE pk", table=table)
        assert keys == [{"name": "id"}], f"The primary key of {table} must be id."


@pytest.mark.concept("creates-tables")
def test_rows_survive_a_restart(start_app, insert_user, database, fresh):
    """An application that is started again keeps the rows that are in its tables."""
    email = fresh.email()
    first = start_app()
    assert insert_user(email=email) == 1, "A complete row must be accepted."
    first.stop()

    start_app()

    rows = database.rows("SELECT email FROM users")
    assert rows == [{"email": email}], "After a restart the row must still be there."


@pytest.mark.concept("requires-values")
@pytest.mark.usefixtures("client")
def test_null_is_refused_in_every_column(insert_user, insert_order, database):
    """The tables refuse a row in which any of the values is NULL."""
    assert insert_user() == 1, "A complete user must be accepted."
    user_id = database.rows("SELECT id FROM users")[0]["id"]
    assert insert_order(user_id=user_id) == 1, "A complete order must be accepted."

    for column in ("name", "email", "active", "created_at"):
        assert insert_user(**{column: None}) == 0, f"users.{column} must refuse NULL."
    assert insert_order(user_id=None) == 0, "orders.user_id must refuse NULL."
    assert insert_order(user_id=user_id, product=None) == 0, "orders.product must refuse NULL."


@pytest.mark.concept("unique-email")
@pytest.mark.usefixtures("client")
def test_email_is_unique_in_the_table(insert_user, fresh):
    """The table refuses a second row with the same e-mail address, and nothing else twice."""
    name, email = fresh.name(), fresh.email()
    assert insert_user(name=name, email=email) == 1, "The first row must be accepted."

    assert insert_user(email=email) == 0, "users.email must be unique in the table itself."
    assert insert_user(name=name) == 1, "Two users may have the same name."


@pytest.mark.concept("defaults-in-database")
@pytest.mark.usefixtures("client")
def test_table_fills_in_what_is_missing(database, fresh):
    """A row with name and e-mail address only is accepted: active is true, and it has a time."""
    sql = "INSERT INTO users (name, email) VALUES (:name, :email)"
    database.execute(sql, name=fresh.name(), email=fresh.email())

    rows = database.rows(
        "SELECT active, abs(julianday(created_at) - julianday('now')) < 0.01 AS now FROM users"
    )
    assert rows == [{"active": 1, "now": 1}], "active must be 1, and created_at the present time."


@pytest.mark.concept("defaults-in-database")
@pytest.mark.usefixtures("client")
def test_default_time_is_no_constant(database):
    """The default of created_at is computed for each row, and is not the time of the CREATE."""
    found = database.rows("SELECT name, dflt_value AS sql FROM pragma_table_info('users')")
    default = {row["name"]: row["sql"] for row in found}["created_at"]

    assert default is not None, "users.created_at must have a default in the table."
    assert not default.strip("( ").startswith("'"), "The default must not be a fixed text."


@pytest.mark.concept("enforces-foreign-keys")
@pytest.mark.usefixtures("client")
def test_reference_is_declared(database):
    """orders.user_id is declared as a foreign key to users.id."""
    found = database.rows(
        'SELECT "table", "from", coalesce("to", \'id\') AS "to" FROM pragma_foreign_key_list(:t)',
        t="orders",
    )

    expected = [{"table": "users", "from": "user_id", "to": "id"}]
    assert found == expected, "orders must have one foreign key, from user_id to users.id."
