"""Values and situations that the tests of this kata share."""

import pytest


@pytest.fixture
def body(fresh):
    """Give a maker of valid bodies, a new one for each call: ``body()``, ``body(age=18)``."""

    def make(**fields):
        return {"name": fresh.name(), "email": fresh.email(), **fields}

    return make


@pytest.fixture
def address(fresh):
    """Give a valid address."""
    return {"city": fresh.name(), "postcode": fresh.text(6)}


@pytest.fixture
def break_database(database):
    """Give a function that makes every table useless, as after a migration gone wrong."""

    def break_all():
        for table in database.tables():
            database.execute(f'DROP TABLE "{table}"')
            database.execute(f'CREATE TABLE "{table}" (useless TEXT)')

    return break_all


@pytest.fixture
def send_rival(database):
    """Give a function that sends a rival along with every further request.

    Whatever is inserted beside the row that holds *value*, the rival has inserted the same an
    instant before: after any check the application may have made, and before its own row arrives.
    """

    def send(value):
        tables = [table for table in database.tables() if _holds(database, table, value)]
        assert tables, "The user must be stored in the database that the configuration names."
        table = tables[0]
        columns = database.rows("SELECT * FROM pragma_table_info(:table)", table=table)
        row = {f'"{column["name"]}"': _rival_value(column) for column in columns}
        row = {name: value for name, value in row.items() if value}
        names, values = ", ".join(row), ", ".join(row.values())
        insert = f'INSERT INTO "{table}" ({names}) VALUES ({values})'  # noqa: S608 - names of columns
        database.execute(f'CREATE TRIGGER rival BEFORE INSERT ON "{table}" BEGIN {insert}; END')

    return send


def _holds(database, table, value):
    rows = database.rows(f'SELECT * FROM "{table}"')  # noqa: S608 - the name of a table
    return any(value in row.values() for row in rows)


def _rival_value(column):
    """Return the SQL for a rival's column: the same value, but a key of its own."""
    if not column["pk"]:
        return f'NEW."{column["name"]}"'
    return "" if column["type"].upper() == "INTEGER" else "hex(randomblob(16))"
