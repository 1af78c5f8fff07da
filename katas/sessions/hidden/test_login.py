"""Who is logged in, and who is not."""

import json

import pytest


@pytest.mark.concept("logs-in")
def test_login_opens_the_own_profile(browse, person, other):
    """A right login answers 200 with the name, and then each sees the own profile."""
    mine, yours, nobody = browse(), browse(), browse()

    answer = mine.log_in(person)
    yours.log_in(other)

    assert answer.json == {"username": person.username}, "The login must answer with the name."
    for browser, somebody in ((mine, person), (yours, other)):
        profile = browser.get("/me")
        assert profile.status_code == 200, "After a login the profile must answer 200."
        expected = {"username": somebody.username, "email": somebody.email}
        assert profile.json == expected, "The profile must be that of the person logged in."
    assert nobody.status_of_profile() == 401, "Without a login the profile must answer 401."


@pytest.mark.concept("refuses-logins")
def test_wrong_credentials_are_refused(browse, person, other, fresh):
    """A wrong password and an unknown name answer 401, and nobody is logged in."""
    wrong = [
        {"username": person.username, "password": fresh.password()},
        {"username": person.username, "password": other.password},
        {"username": person.username, "password": person.hash},
        {"username": person.username, "password": ""},
        {"username": fresh.word(), "password": person.password},
        {"username": "", "password": ""},
    ]

    for credentials in wrong:
        browser = browse()
        response = browser.post("/login", credentials)
        assert response.status_code == 401, "Wrong credentials must answer 401."
        assert browser.status_of_profile() == 401, "After a refused login nobody is logged in."


@pytest.mark.concept("refuses-logins")
def test_malformed_input_is_refused(browse, person):
    """JSON that is no object, or lacks a field, or has one that is no text, answers 400."""
    username, password = person.username, person.password
    logins = [
        {},
        {"username": username},
        {"password": password},
        {"username": username, "password": None},
        {"username": username, "password": 123},
        {"username": [username], "password": password},
        {"username": None, "password": password},
    ]
    carts = [{}, {"item": None}, {"item": 5}, {"item": ["a"]}]
    no_objects = [None, [], [username, password], ["item"], username, 5, True]

    bodies = [("/login", body) for body in logins + no_objects]
    bodies += [("/cart", body) for body in carts + no_objects]
    for path, body in bodies:
        browser = browse()
        response = browser.client.post(path, data=json.dumps(body), content_type="application/json")
        assert response.status_code == 400, f"POST {path} with this body must answer 400."


@pytest.mark.concept("logs-out")
def test_logout_ends_the_session(browse, person, other):
    """POST /logout answers 204 and ends this session and nobody else's; twice is no error."""
    mine, yours = browse(), browse()
    mine.log_in(person)
    yours.log_in(other)

    for time in ("first", "second"):
        assert mine.post("/logout").status_code == 204, f"The {time} logout must answer 204."
        assert mine.status_of_profile() == 401, "After the logout the profile must answer 401."
    assert yours.status_of_profile() == 200, "Another person's session must go on."
    assert browse().post("/logout").status_code == 204, "A logout without a login is no error."
    mine.log_in(person)
    assert mine.status_of_profile() == 200, "A new login must be possible."


@pytest.mark.concept("logs-out")
def test_get_changes_nothing(browse, person):
    """GET /logout and GET /login answer 405, and nobody is logged out or in."""
    browser = browse()
    assert browser.get("/login").status_code == 405, "GET /login must answer 405."
    assert browser.status_of_profile() == 401, "GET /login must log nobody in."

    browser.log_in(person)

    assert browser.get("/logout").status_code == 405, "GET /logout must answer 405."
    assert browser.status_of_profile() == 200, "GET /logout must log nobody out."
