"""Transfers that are carried out, and those that are refused."""

import json
import math

import pytest

LARGEST_AMOUNT = 100_000_000


@pytest.mark.concept("moves-money")
def test_money_moves(client, open_account, send, fresh):
    """What the sender loses the receiver gets, the answer is 201 with the transfer."""
    had, amount = fresh.integer(500, 900), fresh.integer(100, 400)
    sender, receiver, other = open_account(had), open_account(had), open_account(had)

    response = send(sender, receiver, amount)

    assert response.status_code == 201, "A transfer must be answered with 201."
    assert type(response.json["id"]) is int, "The id must be an integer."
    expected = {"id": response.json["id"], "from_id": sender, "to_id": receiver, "amount": amount}
    assert response.json == expected, "The answer must be the transfer with exactly these fields."
    for account, balance in [(sender, had - amount), (receiver, had + amount), (other, had)]:
        seen = client.get(f"/accounts/{account}").json
        assert seen == {"id": account, "balance": balance}, "The balances must have changed."


@pytest.mark.concept("moves-money")
def test_transfers_add_up(open_account, send, balances):
    """One cent, the largest amount, and all that is left can be sent, the same sum twice too."""
    sender, receiver = open_account(2 * LARGEST_AMOUNT + 2), open_account()

    for amount in (1, LARGEST_AMOUNT, 1, LARGEST_AMOUNT):
        response = send(sender, receiver, amount)
        assert response.status_code == 201, f"{amount} cents can be sent."

    assert balances() == [0, 2 * LARGEST_AMOUNT + 2], "Every transfer must count."


@pytest.mark.concept("refuses-overdrafts")
def test_nobody_sends_more_than_the_balance(open_account, send, balances, fresh):
    """A transfer of more than the sender's balance is refused with 400 and changes nothing."""
    had, more = fresh.integer(100, 900), fresh.integer(1000, 9000)
    rich, poor = open_account(had), open_account()

    for sender, receiver, amount in [(rich, poor, had + 1), (rich, poor, more), (poor, rich, 1)]:
        response = send(sender, receiver, amount)
        assert response.status_code == 400, "More than the balance must be answered with 400."
        assert balances() == [had, 0], "A refused transfer must change nothing."
    assert send(rich, poor, had).status_code == 201, "Exactly the balance can be sent."


@pytest.mark.concept("refuses-bad-amounts")
def test_amount_is_a_positive_whole_number(open_account, send, balances, fresh):
    """Below 1, above 100000000, fraction, text, true, null, list, NaN: 400, and nothing changes."""
    had, some = 3 * LARGEST_AMOUNT, fresh.integer(2, 400)
    sender, receiver = open_account(had), open_account(had)
    amounts = [0, -1, -some, LARGEST_AMOUNT + 1, LARGEST_AMOUNT + some, 2**63, 10**30]
    amounts += [0.5, some + 0.25, str(some), "", True, False, None, [some], {}]
    amounts += [math.nan, math.inf, -math.inf]  # sent as NaN and Infinity, which Python reads

    for amount in amounts:
        response = send(sender, receiver, amount)
        assert response.status_code == 400, f"{amount!r} is no amount."
        assert balances() == [had, had], "A refused transfer must change nothing."


@pytest.mark.concept("refuses-bad-requests")
def test_accounts_must_exist_and_differ(open_account, send, balances, fresh):
    """An unknown account answers 404, one account on both sides 400, with an error as text."""
    had, amount = fresh.integer(500, 900), fresh.integer(1, 400)
    account, unknown = open_account(had), fresh.integer(1000, 999_999_999)

    for status, sender, receiver in [
        (404, account, unknown),
        (404, unknown, account),
        (400, account, account),
    ]:
        response = send(sender, receiver, amount)
        assert response.status_code == status, f"From {sender} to {receiver} must be a {status}."
        assert isinstance(response.json["error"], str), f"A {status} must carry error, a text."
        assert balances() == [had], "A refused transfer must change nothing."


@pytest.mark.concept("refuses-bad-requests")
def test_body_must_be_a_complete_object(client, open_account, balances, fresh):
    """Missing fields, ids that are no integers, lists and broken JSON are 400, other types 415."""
    had, amount = fresh.integer(500, 900), fresh.integer(1, 400)
    sender, receiver = open_account(had), open_account(had)
    full = {"from_id": sender, "to_id": receiver, "amount": amount}
    bodies = [{name: full[name] for name in full if name != missing} for missing in full]
    for name in ("from_id", "to_id"):
        wrong = (None, str(full[name]), full[name] + 0.5, full[name] == 1, [full[name]])
        bodies += [full | {name: value} for value in wrong]
    bodies += [[], [full], fresh.word(), amount, None]
    requests = [(400, "application/json", json.dumps(body)) for body in bodies]
    requests += [(400, "application/json", body) for body in ("", '{"from_id": ')]
    requests += [(415, "text/plain", json.dumps(full))]

    for status, content_type, data in requests:
        response = client.post("/transfers", data=data, content_type=content_type)
        assert response.status_code == status, f"{data!r} must be answered with {status}."
        assert response.mimetype == "application/json", "An error must be declared as JSON."
        assert isinstance(response.json["error"], str), f"A {status} must carry error, a text."
    assert balances() == [had, had], "A refused transfer must change nothing."
