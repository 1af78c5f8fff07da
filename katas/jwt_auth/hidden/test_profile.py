"""GET /me belongs to the owner of the token, as long as the account exists."""

import pytest


@pytest.mark.concept("protects-route")
def test_profile_needs_a_token(client, fresh):
    """A request for the profile without a token answers 401."""
    assert client.get("/me").status_code == 401, "Without a token the profile must answer 401."
    password = client.get("/me", auth=(fresh.email(), fresh.password()))
    assert password.status_code == 401, "A password in place of a token must answer 401."


@pytest.mark.concept("reads-identity")
def test_each_token_opens_its_own_profile(register, log_in, profile):
    """A valid token answers 200 with the id and e-mail address of the account it was issued to."""
    accounts = [register(), register()]
    tokens = [log_in(account) for account in accounts]
    ids = []
    for account, token in zip(accounts, tokens, strict=True):
        answer = profile(token)
        assert answer.status_code == 200, "A valid token must open the profile."
        assert answer.json["email"] == account["email"], "The profile must be the token's owner's."
        ids.append(answer.json["id"])
    assert ids[0] != ids[1], "Each account must have an id of its own."


@pytest.mark.concept("deleted-account")
def test_token_of_a_deleted_account_is_refused(register, log_in, profile, database):
    """A token that outlives its account answers 401."""
    token = log_in(register())
    for table in database.tables():
        database.execute(f'DELETE FROM "{table}"')  # noqa: S608 - all there are
    assert profile(token).status_code == 401, "The token of a deleted account must answer 401."


@pytest.mark.concept("current-queries")
def test_no_legacy_query_is_used(register, log_in, profile, logs):
    """Registration, login and profile run without a warning about SQLAlchemy's legacy queries."""
    profile(log_in(register()))
    legacy = [line for line in logs.lines if "LegacyAPIWarning" in line]
    assert legacy == [], "Queries must use the interface of SQLAlchemy 2."
