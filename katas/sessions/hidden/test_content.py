"""What a session holds, and for how long."""

from datetime import UTC, datetime

import pytest
from werkzeug.http import parse_date


@pytest.mark.concept("keeps-content")
def test_cart_keeps_every_item(browse, fresh):
    """What was put into the cart is there in later requests, in order; at first it is empty."""
    browser = browse()
    empty = browser.get("/cart")
    assert empty.status_code == 200, "GET /cart must answer 200."
    assert empty.json == {"items": []}, "A visitor without a cart must see an empty one."

    items = []
    for item in (fresh.word(), f"Zoë's <{fresh.word()}>", fresh.word(), fresh.word()):
        items.append(item)
        added = browser.post("/cart", {"item": item})
        assert added.status_code == 201, "Adding an item must answer 201."
        assert added.json == {"items": items}, "The answer must hold all items so far."
        assert browser.get("/cart").json == {"items": items}, "All items must stay in the cart."


@pytest.mark.concept("keeps-content")
def test_everybody_has_a_cart_of_their_own(browse, fresh):
    """Two visitors of one application do not see each other's carts."""
    mine, yours, third = browse(), browse(), browse()
    own, foreign = fresh.word(), fresh.word()

    mine.post("/cart", {"item": own})
    yours.post("/cart", {"item": foreign})

    assert mine.get("/cart").json == {"items": [own]}, "The cart must hold one's own items only."
    assert yours.get("/cart").json == {"items": [foreign]}, "The same for the other visitor."
    assert third.get("/cart").json == {"items": []}, "A third visitor has an empty cart."


@pytest.mark.concept("starts-afresh")
def test_login_begins_with_an_empty_session(browse, person, other, fresh):
    """What the session held before a login is gone after it, and so it is after a logout."""
    browser = browse()

    browser.post("/cart", {"item": fresh.word()})
    browser.log_in(person)
    assert browser.get("/cart").json == {"items": []}, "After a login the cart must be empty."

    browser.post("/cart", {"item": fresh.word()})
    browser.log_in(other)
    assert browser.get("/cart").json == {"items": []}, "The same if somebody else was logged in."

    item = fresh.word()
    browser.post("/cart", {"item": item})
    assert browser.get("/cart").json == {"items": [item]}, "A new cart must be kept as usual."
    browser.post("/logout")
    assert browser.get("/cart").json == {"items": []}, "After the logout the cart must be empty."


@pytest.mark.concept("starts-afresh")
def test_cookie_from_before_the_login_opens_nothing(browse, person, fresh):
    """A cookie that an attacker put into the browser before the login opens no profile after it."""
    victim = browse()
    victim.post("/cart", {"item": fresh.word()})
    planted = victim.cookies

    victim.log_in(person)

    attacker = browse(cookies=planted)
    assert attacker.status_of_profile() == 401, "The cookie from before must open no profile."
    assert victim.status_of_profile() == 200, "The login itself must count."


@pytest.mark.concept("ends-after-a-week")
def test_unused_login_ends_after_seven_days(browse, person, clock):
    """A login is good for seven days without a request, and its cookie answers 401 afterwards."""
    used, unused = browse(), browse()
    used.log_in(person)
    unused.log_in(person)

    clock.tick(days=6, hours=23)
    assert used.status_of_profile() == 200, "After 6 days and 23 hours the login must be good."
    clock.tick(hours=2)
    assert unused.status_of_profile() == 401, "After 7 days and 1 hour without use it is over."


@pytest.mark.concept("ends-after-a-week")
def test_cookie_outlives_the_browser(browse, person, attributes):
    """The cookies that the login sets have an expiry date in seven days."""
    for cookie in attributes(browse().log_in(person)):
        lifetime = int(cookie.get("max-age", 0))
        if not lifetime:
            expires = parse_date(cookie.get("expires"))
            assert expires, "The cookie must have an expiry date."
            lifetime = (expires - datetime.now(UTC)).total_seconds()
        assert abs(lifetime - 7 * 24 * 3600) < 300, "The cookie must expire in seven days."
