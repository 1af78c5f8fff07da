"""What the tests share: accounts, a look at the tables, a failure, requests at one moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest

# With these an application asks to write; while the database is locked it has to wait there.
WRITING = ("INSERT", "UPDATE", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE")


@pytest.fixture
def open_account(client):
    """Give a function that opens an account and returns its id."""

    def open_account(balance=0):
        response = client.post("/accounts", json={"balance": balance})
        assert response.status_code == 201, "Accounts must be opened as in the stub."
        expected = {"id": response.json["id"], "balance": balance}
        assert response.json == expected, "Accounts must be opened as in the stub."
        return expected["id"]

    return open_account


@pytest.fixture
def balances(database):
    """Give a function that returns the balances of accounts, in the order of their ids."""

    def balances():
        rows = database.rows("SELECT balance FROM accounts ORDER BY id")
        return [row["balance"] for row in rows]

    return balances


@pytest.fixture
def send(client):
    """Give a function that asks for a transfer: from, to, amount, and perhaps with a key."""

    def send(from_id, to_id, amount, key=None, to=client):
        return to.post("/transfers", **order(from_id, to_id, amount, key))

    return send


@pytest.fixture
def send_at_once(start_app, database, statements):
    """Give a function that sends two transfers to two instances at one moment.

    The database is locked until both want to write. What they read before, they have read by then.
    """
    clients = [start_app().client(), start_app().client()]

    def send_at_once(*transfers):
        statements.clear()
        with ThreadPoolExecutor() as pool:
            with database.locked():
                answers = [
                    pool.submit(client.post, "/transfers", **order(*transfer))
                    for client, transfer in zip(clients, transfers, strict=True)
                ]
                statements.wait_for(len(transfers), *WRITING)
            return [answer.result() for answer in answers]

    return send_at_once


@pytest.fixture
def failing(database):
    """Give a function that makes the database fail at an event on a table, as a full disk does.

    It returns a function that mends the database.
    """

    def failing(event, table, when):
        database.execute(
            f"CREATE TRIGGER failure BEFORE {event} ON {table} WHEN {when}"
            " BEGIN SELECT abs(NEW.id - NEW.id - 9223372036854775807 - 1); END"
        )
        return lambda: database.execute("DROP TRIGGER failure")

    return failing


def order(from_id, to_id, amount, key=None):
    """Return a transfer as arguments for a request."""
    headers = {} if key is None else {"Idempotency-Key": key}
    return {"json": {"from_id": from_id, "to_id": to_id, "amount": amount}, "headers": headers}
