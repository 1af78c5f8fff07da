"""Requests that carry an Idempotency-Key, and come twice."""

import pytest


@pytest.mark.concept("repeats-safely")
def test_repetition_is_answered_and_moves_nothing(start_app, open_account, send, balances, fresh):
    """A key sent again, to any process, is answered as before; a refusal uses up no key."""
    amount, key = fresh.integer(100, 900), fresh.text(20)
    sender, receiver = open_account(amount - 1), open_account(1)

    refused = send(sender, receiver, amount, key)
    send(receiver, sender, 1)
    first = send(sender, receiver, amount, key)
    repeated = send(sender, receiver, amount, key)
    elsewhere = send(sender, receiver, amount, key, to=start_app().client())

    assert refused.status_code == 400, "More than the balance must be answered with 400."
    assert first.status_code == 201, "With enough money it must be carried out, by the same key."
    for again in (repeated, elsewhere):
        assert again.status_code == 201, "A repetition must be answered like the first request."
        assert again.json == first.json, "A repetition must be answered like the first request."
    assert balances() == [0, amount], "The money must have moved once."


@pytest.mark.concept("repeats-safely")
def test_key_belongs_to_one_transfer(open_account, send, balances, fresh):
    """Each key is a transfer of its own; a key with other values is refused with 422."""
    amount, key = fresh.integer(100, 900), fresh.text(20)
    sender, receiver, other = open_account(9 * amount), open_account(), open_account(amount)

    keys = (key, fresh.text(64), fresh.text(1))
    first = [send(sender, receiver, amount, each).json for each in keys]
    again = [send(sender, receiver, amount, each).json for each in keys]
    assert again == first, "Each key must lead to its own transfer."
    assert balances() == [6 * amount, 3 * amount, amount], "Three keys are three transfers."

    changed = [(sender, receiver, amount + 1), (sender, other, amount), (other, receiver, amount)]
    for transfer in changed:
        response = send(*transfer, key)
        assert response.status_code == 422, "A key with other values must be answered with 422."
    assert balances() == [6 * amount, 3 * amount, amount], "A refused transfer changes nothing."


@pytest.mark.concept("repeats-at-once")
def test_twins_move_the_money_once(open_account, send, send_at_once, balances, fresh):
    """Two requests with one key at once move the money once; each is 201, or 409 for now."""
    amount = fresh.integer(100, 900)

    for number, had in enumerate((3 * amount, amount)):
        transfer = (open_account(had), open_account(), amount, fresh.text(20))
        answers = send_at_once(transfer, transfer)
        statuses = {answer.status_code for answer in answers}
        assert statuses in ({201}, {201, 409}), "One must be carried out, and its twin not refused."
        assert balances()[2 * number :] == [had - amount, amount], "It must have moved once."
        told = [answer.json for answer in answers if answer.status_code == 201]
        again = send(*transfer)
        assert [again.json] * len(told) == told, "All answers must tell of the same transfer."
