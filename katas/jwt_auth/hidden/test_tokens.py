"""A token is a standard JWT, lives for an hour, and counts only with the right signature."""

import pytest


@pytest.mark.concept("expires-token")
def test_token_lives_for_an_hour(register, log_in, profile, clock):
    """A token opens the profile for one hour and answers 401 afterwards."""
    token = log_in(register())
    clock.tick(minutes=59)
    assert profile(token).status_code == 200, "After 59 minutes the token must still be valid."
    clock.tick(minutes=2)
    assert profile(token).status_code == 401, "After 61 minutes the token must answer 401."


@pytest.mark.concept("verifies-signature")
def test_forged_token_is_refused(register, log_in, profile, jwt, fresh):
    """A token that is changed, unsigned or signed with another key never opens the profile."""
    token = log_in(register())
    header, _, signature = token.split(".")
    claims = jwt.claims(token)
    changed = jwt.write({**claims, fresh.word(): fresh.word()}).split(".")[1]
    forgeries = {
        "with a changed payload": f"{header}.{changed}.{signature}",
        "without a signature": jwt.write(claims),
        "signed with another key": jwt.write(claims, fresh.text(48)),
    }
    for name, forgery in forgeries.items():
        assert profile(forgery).status_code >= 400, f"A token {name} must be refused."


@pytest.mark.concept("key-from-config")
def test_signing_key_comes_from_the_configuration(register, log_in, profile, start_app, fresh):
    """A token issued under one JWT_SECRET_KEY is worth nothing under another."""
    token = log_in(register())
    elsewhere = start_app({"JWT_SECRET_KEY": fresh.text(48)})
    answer = profile(token, client=elsewhere.client())
    assert answer.status_code >= 400, "With another JWT_SECRET_KEY the token must be refused."


@pytest.mark.concept("string-subject")
def test_subject_is_a_string(register, log_in, jwt):
    """The token names its account in the `sub` claim, as a string."""
    subject = jwt.claims(log_in(register())).get("sub")
    assert isinstance(subject, str), f"sub must be a string, not {subject!r}."
