"""The key: where it comes from, and how it is replaced."""

import pytest

PUBLISHED = [
    "", "dev", "secret", "secret_key", "mysecretkey", "my-secret-key", "super-secret",
    "supersecretkey", "super secret key", "your-secret-key", "your_secret_key", "hard-to-guess",
    "hard to guess string", "change-me", "changeme", "you-will-never-guess",
]  # fmt: skip


@pytest.fixture
def config(config):
    """Give the application no key; each test gives one where it wants one."""
    return {name: value for name, value in config.items() if name != "SECRET_KEY"}


@pytest.mark.concept("key-from-config")
def test_other_key_refuses_the_cookie(browse, start_app, person, fresh):
    """A cookie made under one SECRET_KEY is worth nothing under another."""
    browser = browse(start_app({"SECRET_KEY": fresh.text(40)}))
    browser.log_in(person)

    elsewhere = start_app({"SECRET_KEY": fresh.text(40)})

    status = browse(elsewhere, browser.cookies).status_of_profile()
    assert status == 401, "Under another SECRET_KEY the cookie must be refused."


@pytest.mark.concept("key-from-config")
def test_published_keys_open_nothing(browse, start_app, person, attacker, fresh):
    """With SECRET_KEY or without, a cookie signed with a key known from articles is refused."""
    keyed = start_app({"SECRET_KEY": fresh.text(40)})
    browser = browse(keyed)
    browser.log_in(person)
    forged = [
        {name: attacker.sign(value, key) for name, value in browser.cookies.items()}
        for key in PUBLISHED
    ]
    applications = [keyed]
    if not start_app.refuses():  # without a key it may
        applications.append(start_app())

    for application in applications:
        for cookies in forged:
            status = browse(application, cookies).status_of_profile()
            assert status == 401, "A cookie signed with a published key must be refused."


@pytest.mark.concept("rotates-key")
def test_key_can_be_replaced(browse, start_app, person, other, fresh):
    """Cookies of a key in SECRET_KEY_FALLBACKS are good; new ones are signed with SECRET_KEY."""
    oldest, old, new = fresh.text(40), fresh.text(40), fresh.text(40)
    logged_in = {}
    for key in (oldest, old):
        browser = browse(start_app({"SECRET_KEY": key}))
        browser.log_in(person)
        logged_in[key] = browser.cookies

    changing = start_app({"SECRET_KEY": new, "SECRET_KEY_FALLBACKS": [old, oldest]})
    for cookies in logged_in.values():
        status = browse(changing, cookies).status_of_profile()
        assert status == 200, "A cookie signed with an older key of the list must be accepted."
    newcomer = browse(changing)
    newcomer.log_in(other)

    changed = start_app({"SECRET_KEY": new, "SECRET_KEY_FALLBACKS": []})
    status = browse(changed, newcomer.cookies).status_of_profile()
    assert status == 200, "A new cookie must be signed with SECRET_KEY."
    for cookies in logged_in.values():
        status = browse(changed, cookies).status_of_profile()
        assert status == 401, "An older key that is no longer in the list must be refused."
