"""The cookie in the hands of somebody else: changed, read, copied."""

import pytest


@pytest.mark.concept("refuses-forgeries")
def test_changed_cookie_is_refused(browse, person, other, attacker, fresh):
    """A cookie that is changed, cut, unsigned or signed with another key answers 401."""
    browser = browse()
    browser.log_in(person)
    cookies = browser.cookies
    rest = {name: {n: v for n, v in cookies.items() if n != name} for name in cookies}
    needed = [name for name in cookies if browse(cookies=rest[name]).status_of_profile() == 401]
    assert needed, "It must be a cookie that opens the profile."

    for name in needed:
        forged = attacker.tampered(cookies[name], person, other)
        forged += [attacker.sign(cookies[name], fresh.text(40)), attacker.sign(cookies[name], "")]
        for cookie in forged:
            status = browse(cookies=rest[name] | {name: cookie}).status_of_profile()
            assert status == 401, "A cookie that was changed or forged must be refused."
    assert browse(cookies=cookies).status_of_profile() == 200, "The real one must be accepted."


@pytest.mark.concept("hides-data")
def test_cookie_shows_nothing_confidential(browse, person, attacker, fresh):
    """Decoded, the cookies show no password, no hash and no e-mail address."""
    browser = browse()
    browser.log_in(person)
    browser.get("/me")
    browser.post("/cart", {"item": fresh.word()})

    told = "\n".join(attacker.read(value) for value in browser.cookies.values())

    secrets = {
        "password": person.password,
        "password's hash": person.hash.rpartition("$")[2],
        "e-mail address": person.email,
    }
    for name, secret in secrets.items():
        assert secret not in told, f"The cookie must not show the {name}."


@pytest.mark.concept("hardens-cookie")
def test_cookie_has_its_attributes(browse, person, attributes):
    """The cookies that the login sets are Secure, HttpOnly, and SameSite with Lax or Strict."""
    for cookie in attributes(browse().log_in(person)):
        assert "secure" in cookie, "The cookie must be Secure: never sent in the clear."
        assert "httponly" in cookie, "The cookie must be HttpOnly: out of reach for scripts."
        same_site = cookie.get("samesite", "").lower()
        assert same_site in {"lax", "strict"}, "The cookie must be SameSite with Lax or Strict."


@pytest.mark.concept("revokes-cookie")
def test_copy_is_worthless_after_the_logout(browse, person, other):
    """A copy of the cookie answers 401 after the logout, whoever logs in afterwards."""
    browser = browse()
    browser.log_in(person)
    copies = [browser.cookies]
    browser.get("/me")
    copies.append(browser.cookies)
    assert browse(cookies=copies[0]).status_of_profile() == 200, "Before, a copy must be good."

    browser.post("/logout")

    for somebody in (None, other, person):
        if somebody:
            browse().log_in(somebody)
        for copy in copies:
            status = browse(cookies=copy).status_of_profile()
            assert status == 401, "After the logout a copy must answer 401, for good."


@pytest.mark.concept("revokes-cookie")
def test_logout_holds_in_every_process(browse, start_app, person, other):
    """A login and its end count in all processes on one database, and after a restart."""
    first, second = start_app(), start_app()
    browser = browse(first)
    browser.log_in(person)
    copy = browser.cookies
    bystander = browse(second)
    bystander.log_in(other)
    elsewhere = browse(second, copy)
    assert elsewhere.status_of_profile() == 200, "A login must count in another process, too."

    assert elsewhere.post("/logout").status_code == 204, "A logout must answer 204."

    assert browse(first, copy).status_of_profile() == 401, "The logout must count everywhere."
    first.stop()
    second.stop()
    third = start_app()
    assert browse(third, copy).status_of_profile() == 401, "It must outlive a restart."
    status = browse(third, bystander.cookies).status_of_profile()
    assert status == 200, "A login that has not ended must outlive a restart."


@pytest.mark.concept("revokes-cookie")
def test_account_that_is_gone_is_nobody(browse, start_app, person, other):
    """The cookie of an account that is no longer in USERS answers 401."""
    browser = browse()
    browser.log_in(person)

    later = start_app({"USERS": {other.username: other.account}})

    status = browse(later, browser.cookies).status_of_profile()
    assert status == 401, "Without an account there is nobody to be logged in."
