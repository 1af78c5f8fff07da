"""POST /login turns the right e-mail and password into a token, and tells others nothing."""

import time

import pytest


@pytest.mark.concept("issues-token")
def test_valid_login_returns_a_token(client, register):
    """A login with the right e-mail and password answers 200 with an access token."""
    response = client.post("/login", json=register())
    assert response.status_code == 200, "A valid login must answer 200."
    parts = str(response.json["access_token"]).split(".")
    assert len(parts) == 3, "access_token must be a JWT: three parts with a dot between them."


@pytest.mark.concept("rejects-credentials")
def test_wrong_credentials_are_refused_alike(client, register, fresh):
    """A wrong password and an unknown e-mail answer 401 with one and the same body."""
    account = register()
    wrong = client.post("/login", json={**account, "password": fresh.password()})
    assert wrong.status_code == 401, "A wrong password must answer 401."
    unknown = client.post("/login", json={**account, "email": fresh.email()})
    assert unknown.status_code == 401, "An unknown e-mail must answer 401."
    assert unknown.text == wrong.text, "Both refusals must have the same body."


@pytest.mark.concept("equal-work")
def test_unknown_email_takes_as_long_as_a_wrong_password(client, fresh):
    """A login with an unknown e-mail does the same work as one with a wrong password."""
    email = fresh.email()

    def seconds(path, email):
        start = time.perf_counter()
        client.post(path, json={"email": email, "password": fresh.password()})
        return time.perf_counter() - start

    # A registration hashes once, as a login does: when the unknown e-mail takes about as long,
    # all is well. If not, compare the logins themselves; a slow moment must not decide.
    known, unknown = seconds("/register", email), seconds("/login", fresh.email())
    for attempt in range(3):
        if unknown < known / 3:
            measured = seconds("/login", email)
            known = min(known, measured) if attempt else measured
            unknown = max(unknown, seconds("/login", fresh.email()))
    known_ms, unknown_ms = round(known * 1000), round(unknown * 1000)
    took = f"An unknown e-mail took {unknown_ms} ms and a known one {known_ms} ms"
    assert unknown >= known / 3, f"{took}; it must not be refused faster."
