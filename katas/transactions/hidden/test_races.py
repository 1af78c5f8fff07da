"""Transfers that meet: both have looked at the database before either of them writes."""

import pytest


@pytest.mark.concept("spends-once")
def test_balance_is_spent_once(open_account, send_at_once, balances, fresh):
    """Of two transfers of the whole balance at once one is 201, the other 400 or 409."""
    had = fresh.integer(100, 900)
    sender, one, other = open_account(had), open_account(), open_account()

    answers = send_at_once((sender, one, had), (sender, other, had))

    statuses = [answer.status_code for answer in answers]
    assert sorted(statuses) in ([201, 400], [201, 409]), "One of the two must be refused."
    credited = [had if status == 201 else 0 for status in statuses]
    assert balances() == [0, *credited], "The money must be where the answers say."


@pytest.mark.concept("counts-both")
def test_transfers_at_once_both_count(open_account, send, send_at_once, balances, fresh):
    """Two transfers at once that the balances allow are 201, or 409 and 201 when sent again."""
    left, first, second = (fresh.integer(100, 900) for _ in range(3))
    sender, other, receiver = open_account(left + first + second), open_account(), open_account()

    for transfers, expected in [
        ([(sender, other, first), (sender, receiver, second)], [left, first, second]),
        ([(sender, receiver, left), (other, receiver, first)], [0, 0, left + first + second]),
    ]:
        answers = send_at_once(*transfers)
        statuses = [answer.status_code for answer in answers]
        assert sorted(statuses) in ([201, 201], [201, 409]), "One at least must be carried out."
        for transfer, status in zip(transfers, statuses, strict=True):
            again = 201 if status == 201 else send(*transfer).status_code
            assert again == 201, "After a 409 the transfer can be sent again."
        assert balances() == expected, "Sender and receiver must have seen both."
