"""Shops that fail, and customers whom nobody knows."""

import pytest


@pytest.mark.concept("knows-customer")
def test_key_of_a_customer_is_needed(customer, words, fresh):
    """Without the key of a customer everything is 401 in JSON, and no shop is asked."""
    shop, item = words(2)
    ann = customer({f"{shop}/{item}": {"answer": 1}, f"stock/{item}": {"answer": 1}})
    paths = [f"/price/{shop}/{item}", f"/compare/{item}?shop={shop}"]
    paths += [f"/offer/{shop}/{item}", f"/basket/{shop}?item={item}"]

    for key in ({}, {"X-Api-Key": fresh.text(20)}):
        for path in paths:
            response = ann.client.get(path, headers={"X-Request-ID": fresh.text(12), **key})
            assert response.status_code == 401, f"{path} is for customers."
            assert response.json.keys() == {"error"}, "The error is JSON."
    asked = [name for name in ann.calls() if name.endswith(f"/{item}")]
    assert asked == [], "Nothing may be asked for somebody unknown."
    for path in paths:
        assert ann.get(path).status_code == 200, "A customer is let in."


@pytest.mark.concept("survives-failure")
def test_others_keep_their_prices(customer, words, cents):
    """In a comparison a shop that fails has an error, and all others have their prices."""
    item, reason, *shops = words(5)
    network = {f"{shop}/{item}": {"answer": cents(), "seconds": 0.005} for shop in shops}
    network[f"{shops[1]}/{item}"] = {"error": reason}
    ann = customer(network)

    prices = {entry.pop("shop"): entry for entry in ann.compare(item, *shops)}

    bad = prices.pop(shops[1])
    assert bad.keys() == {"error"}, "The shop that fails has an error and no price."
    wanted = {shop: {"price": network[f"{shop}/{item}"]["answer"]} for shop in prices}
    assert prices == wanted, "The others must have their prices."
    assert len(prices) == 2, "Nobody may be missing."
    for word in (reason, ".internal"):
        assert word not in bad["error"], "What the exception says is not for customers."


@pytest.mark.concept("survives-failure")
def test_shop_that_fails_alone_is_a_bad_gateway(customer, words):
    """If the only shop fails, the answer is 502 in JSON, without what the exception says."""
    shop, item, reason = words(3)
    ann = customer({f"{shop}/{item}": {"error": reason}})

    for path in (f"/price/{shop}/{item}", f"/offer/{shop}/{item}"):
        response = ann.get(path)
        assert response.status_code == 502, "The fault is the shop's."
        assert response.json.keys() == {"error"}, "The error is JSON."
        for word in (reason, ".internal"):
            assert word not in response.text, "What the exception says is not for customers."


@pytest.mark.concept("gives-up-at-once")
def test_one_failure_ends_the_basket(customer, words):
    """If one price of a basket fails, it is 502 at once, and calls that are open are cancelled."""
    shop, bad, *others = words(4)
    names = [f"{shop}/{item}" for item in others]
    network = {name: {"answer": 1, "seconds": 0.9} for name in names}
    network[f"{shop}/{bad}"] = {"error": "broken", "beside": names}
    ann = customer(network)

    response = ann.basket(shop, others[0], bad, others[1])

    assert response.status_code == 502, "One failure is the basket's."
    assert response.json.keys() == {"error"}, "The error is JSON."
    calls = ann.calls()
    assert [calls[name]["end"] for name in names] == ["cancelled"] * 2, "Nobody needs the others."


@pytest.mark.concept("gives-up-at-once")
def test_slow_item_ends_the_basket(customer, words, cents):
    """A basket of which one price takes longer than TIME_LIMIT is 504."""
    shop, slow, quick = words(3)
    price = cents()
    network = {
        f"{shop}/{slow}": {"answer": 1, "seconds": 0.9},
        f"{shop}/{quick}": {"answer": price},
    }
    ann = customer(network, TIME_LIMIT=0.05)

    response = ann.basket(shop, quick, slow)

    assert response.status_code == 504, "Too slow is 504."
    assert response.json.keys() == {"error"}, "The error is JSON."
    assert ann.basket(shop, quick).json == {"total": price}, "Without it there is a total."


@pytest.mark.concept("reports-failures")
def test_failure_has_been_reported(customer, words):
    """When a 502 has come, report() has been called for that shop and item, and has ended."""
    shop, item, other = words(3)
    network = {}
    for name in (f"{shop}/{item}", f"{shop}/{other}"):
        network |= {name: {"error": "broken"}, f"report/{name}": {"seconds": 0.005}}
    ann = customer(network)

    ann.get(f"/price/{shop}/{item}")
    ann.basket(shop, other)

    calls = ann.calls()
    for name in (f"report/{shop}/{item}", f"report/{shop}/{other}"):
        assert name in calls, "Each 502 must be reported."
        assert calls[name]["end"] == "answered", "The report must have been waited for."
