"""Who is there."""

import pytest


@pytest.mark.concept("logs-in")
def test_login_opens_the_own_account(account):
    """A login answers 200 with name and role, and then each account sees itself at GET /me."""
    for role in ("reader", "admin", "reader"):
        someone = account(role, log_in=False)
        who = {"username": someone.username, "role": role}

        response = someone.attempt()
        assert response.status_code == 200, "A login with the right password must answer 200."
        assert response.json == who, "The login must answer with name and role."
        shown = someone.send("GET", "/me")
        assert shown.status_code == 200, "GET /me must answer 200 to every account."
        expected = who | {"nickname": someone.nickname}
        assert shown.json == expected, "GET /me must show the own account."


@pytest.mark.concept("logs-in")
def test_nickname_can_be_changed(account, fresh, stored):
    """PATCH /me changes the own nickname and nobody else's."""
    someone, other = account("reader"), account("reader")
    nickname = fresh.name()

    changed = someone.send("PATCH", "/me", {"nickname": nickname})

    assert changed.status_code == 200, "PATCH /me must answer 200 to every account."
    expected = {"username": someone.username, "role": "reader", "nickname": nickname}
    assert changed.json == expected, "The answer must be the account as it is now."
    assert stored(someone)["nickname"] == nickname, "The nickname must be stored."
    assert stored(other)["nickname"] == other.nickname, "Nobody else's may change."


@pytest.mark.concept("checks-credentials")
def test_wrong_credentials_log_nobody_in(account, fresh):
    """A wrong password, an unknown name and an inactive account answer 401 and log nobody in."""
    owner, other = account("admin", log_in=False), account("reader", log_in=False)
    inactive = account("admin", active=False, log_in=False)
    attempts = [
        (owner, {"password": fresh.password()}),
        (owner, {"password": other.password}),
        (owner, {"password": ""}),
        (owner, {"username": fresh.word(12)}),
        (inactive, {}),
    ]

    for someone, changes in attempts:
        response = someone.attempt(**changes)
        assert response.status_code == 401, "A wrong login must answer 401."
        assert someone.status_of("GET", "/me") == 401, "After it nobody must be logged in."
    owner.send("GET", "/login")
    assert owner.status_of("GET", "/me") == 401, "Without a password nobody must be logged in."


@pytest.mark.concept("drops-dead-accounts")
def test_deleted_account_is_nobody(account, write_article, database):
    """The open session of a deleted account answers 401 everywhere, and never 500."""
    someone = account("admin")
    article = write_article(account("editor"))

    database.execute("DELETE FROM users WHERE username = :name", name=someone.username)

    for method, path in (("GET", "/me"), ("GET", "/audit"), ("GET", f"/articles/{article}")):
        status = someone.status_of(method, path)
        assert status == 401, "The session of a deleted account must answer 401."
    assert someone.attempt().status_code == 401, "A deleted account cannot log in."


@pytest.mark.concept("drops-dead-accounts")
def test_inactive_account_is_nobody(account, database):
    """The open session of an account that is deactivated answers 401 from the next request on."""
    someone, colleague = account("admin"), account("admin")
    assert someone.status_of("GET", "/audit") == 200, "An active admin may read the audit note."

    database.execute("UPDATE users SET active = 0 WHERE username = :name", name=someone.username)

    for path in ("/me", "/audit"):
        assert someone.status_of("GET", path) == 401, "An inactive account must be nobody."
    assert someone.attempt().status_code == 401, "An inactive account cannot log in."
    assert colleague.status_of("GET", "/me") == 200, "Other accounts must go on as before."
