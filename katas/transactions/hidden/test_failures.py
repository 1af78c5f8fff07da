"""What becomes of a transfer when the database fails on the way."""

import pytest


@pytest.mark.concept("all-or-nothing")
def test_failure_between_the_balances_changes_none(open_account, send, balances, failing, fresh):
    """When the database fails at the receiver or at the sender, neither balance has changed."""
    had, amount = fresh.integer(500, 900), fresh.integer(100, 400)
    sender, receiver = open_account(had), open_account(had)

    for account in (receiver, sender):
        mend = failing("UPDATE", "accounts", f"NEW.id = {account}")
        response = send(sender, receiver, amount)
        mend()
        assert response.status_code >= 400, "A transfer that failed must not be confirmed."
        assert balances() == [had, had], "Neither balance may have changed."

    assert send(sender, receiver, amount).status_code == 201, "The next request works as usual."
    assert balances() == [had - amount, had + amount], "And it moves the money once."


@pytest.mark.concept("writes-ledger")
def test_money_and_rows_agree(database, open_account, send, failing, fresh):
    """Each transfer is one row, a refused one is none; without its row no money moves."""
    had, amount = fresh.integer(500, 900), fresh.integer(100, 400)
    sender, receiver = open_account(had), open_account()

    told = [send(sender, receiver, amount).json, send(receiver, sender, amount - 1).json]
    send(sender, receiver, had)
    failing("INSERT", "transfers", "1")
    failed = send(sender, receiver, amount)

    rows = database.rows("SELECT id, from_id, to_id, amount FROM transfers ORDER BY id")
    assert rows == sorted(told, key=lambda one: one["id"]), "One row for each transfer, no others."
    assert failed.status_code >= 400, "A transfer that failed must not be confirmed."
    left = database.rows("SELECT balance FROM accounts ORDER BY id")
    assert left == [{"balance": had - 1}, {"balance": 1}], "No money may move without its row."


@pytest.mark.concept("keeps-secrets")
def test_failure_is_told_to_the_log_only(database, open_account, send, logs, fresh):
    """A missing table answers 500 in JSON without exception or SQL, which are in the log."""
    sender, receiver = open_account(fresh.integer(500, 900)), open_account()

    for table in ("transfers", "accounts"):
        database.execute(f"ALTER TABLE {table} RENAME TO missing")
        response = send(sender, receiver, fresh.integer(1, 400))
        database.execute(f"ALTER TABLE missing RENAME TO {table}")
        assert response.status_code == 500, "A broken database must be answered with 500."
        assert isinstance(response.json["error"], str), "A 500 must carry error, a text."
        for inside in ("sqlite", "sqlalche", "no such", "nonetype", "traceback", "insert into"):
            assert inside not in response.text.lower(), "A 500 must not tell about the inside."
        assert f"no such table: {table}" in logs.text, "The database's message must be in the log."
