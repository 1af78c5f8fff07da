"""Waiting for one, for many, for threads, and not for ever."""

from itertools import pairwise

import pytest

SLOW = {"answer": 1, "seconds": 0.9}


@pytest.mark.concept("awaits-shop")
def test_price_is_the_one_that_the_shop_tells(customer, words, cents):
    """GET /price/<shop>/<item> waits for the shop and answers with its price."""
    shop, item = words(2)
    price = cents()
    ann = customer({f"{shop}/{item}": {"answer": price, "seconds": 0.01}})

    for _ in range(2):
        response = ann.get(f"/price/{shop}/{item}")
        assert response.status_code == 200, "A shop that answers is 200."
        wanted = {"shop": shop, "item": item, "price": price}
        assert response.json == wanted, "The answer is the shop's."


@pytest.mark.concept("asks-at-once")
def test_shops_are_asked_before_the_first_answers(customer, words, cents):
    """In a comparison all shops have been asked before the first one answers."""
    item, *shops = words(5)
    names = [f"{shop}/{item}" for shop in shops]
    network = {name: {"answer": cents()} for name in names}
    for name in (names[0], names[-1]):
        network[name]["beside"] = names  # they answer when all have been asked
    ann = customer(network)

    prices = ann.compare(item, *shops)

    found = {f"{entry['shop']}/{item}": entry["price"] for entry in prices}
    assert found == {name: network[name]["answer"] for name in names}, "All prices must be there."


@pytest.mark.concept("keeps-order")
def test_order_is_that_of_the_request(customer, words, cents, fresh):
    """Prices stand in the order of the query, though the shops answer in another one."""
    item, *shops = words(5)
    if fresh.choice([True, False]):
        shops.reverse()
    names = [f"{shop}/{item}" for shop in shops]
    network = {name: {"answer": cents()} for name in names}
    for name, later in pairwise(names):
        network[name]["after"] = [later]
    wanted = [{"shop": shop, "price": network[f"{shop}/{item}"]["answer"]} for shop in shops]

    prices = customer(network).compare(item, *shops)

    assert prices == wanted, "The order of the query must be kept."


@pytest.mark.concept("limits-waits")
def test_slow_shop_is_given_up(customer, words, cents):
    """A shop that takes longer than TIME_LIMIT is 504, or an error beside the others' prices."""
    item, quick, slow = words(3)
    price = cents()
    network = {f"{quick}/{item}": {"answer": price}, f"{slow}/{item}": SLOW}
    ann = customer(network, TIME_LIMIT=0.05)

    prices = {entry.pop("shop"): entry for entry in ann.compare(item, slow, quick)}
    assert prices[slow].keys() == {"error"}, "A slow shop has an error."
    assert prices[quick] == {"price": price}, "The other one has its price."
    response = ann.get(f"/price/{slow}/{item}")
    assert response.status_code == 504, "Alone it is 504."
    assert response.json.keys() == {"error"}, "The error is JSON."
    ends = {call["end"] for call in ann.records() if call["call"] == f"{slow}/{item}"}
    assert ends == {"cancelled"}, "Nobody waits for it any more."


@pytest.mark.concept("blocks-nobody")
def test_warehouse_and_shop_are_asked_at_once(customer, words, cents, fresh):
    """The shop answers while stock() blocks, and stock() is called before the shop answers."""
    shop, item = words(2)
    price, left = cents(), fresh.integer(1, 999)
    ann = customer(
        {
            f"{shop}/{item}": {"answer": price, "beside": [f"stock/{item}"]},
            f"stock/{item}": {"answer": left, "after": [f"{shop}/{item}"]},
        }
    )

    response = ann.get(f"/offer/{shop}/{item}")

    assert response.status_code == 200, "Neither may hold up the other."
    assert response.json == {"price": price, "stock": left}, "Both must be there."


@pytest.mark.concept("keeps-context")
def test_calls_carry_the_id_of_their_request(customer, words, cents):
    """In every call of a shop or of the warehouse g.request_id is the request's X-Request-ID."""
    item, other, *shops = words(4)
    network = {f"{shop}/{item}": {"answer": cents()} for shop in shops}
    network |= {f"{shops[0]}/{other}": {"answer": cents()}, f"stock/{other}": {"answer": 5}}
    ann = customer(network)

    ann.compare(item, *shops)
    ann.get(f"/offer/{shops[0]}/{other}")

    calls = ann.calls()
    assert {name: calls[name]["request"] for name in network} == dict.fromkeys(
        network, ann.headers["X-Request-ID"]
    ), "Each call must know its request."


@pytest.mark.concept("limits-calls")
def test_calls_of_a_basket_are_limited(customer, words, cents):
    """A basket has AT_ONCE calls open at the same time, never more, and so has the next one."""
    shop, *items = words(15)
    baskets = [items[:7], items[7:]]
    network = {f"{shop}/{item}": {"answer": cents(), "seconds": 0.002} for item in items}
    for basket in baskets:
        first = [f"{shop}/{item}" for item in basket[:3]]
        for name in first:
            network[name]["beside"] = first
    ann = customer(network, AT_ONCE=3)

    for basket in baskets:
        response = ann.basket(shop, *basket)
        assert response.status_code == 200, "Three calls at once must be possible, each time."
        total = sum(network[f"{shop}/{item}"]["answer"] for item in basket)
        assert response.json == {"total": total}, "The total must be that of all items."
    calls = ann.calls()
    assert max(calls[name]["open"] for name in network) == 3, "No more than three may be open."
