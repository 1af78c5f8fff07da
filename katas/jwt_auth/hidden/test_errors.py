"""Bad requests are answered in one format and never crash the application."""

import json
import time

import pytest

NO_OBJECTS = ["", "{", "null", "[]", '"text"', "123"]
NO_TEXTS = [None, 123, True, ["a"], {"a": "b"}]


def malformed_bodies(fresh):
    """Return bodies that are no JSON object, or lack the e-mail or the password as text."""
    email, password = fresh.email(), fresh.password()
    missing = [{}, {"email": email}, {"password": password}]
    wrong_password = [{"email": email, "password": value} for value in NO_TEXTS]
    wrong_email = [{"email": value, "password": password} for value in NO_TEXTS]
    return NO_OBJECTS + [json.dumps(body) for body in missing + wrong_password + wrong_email]


@pytest.mark.concept("validates-input")
@pytest.mark.parametrize("path", ["/register", "/login"])
def test_malformed_body_is_refused(client, fresh, path):
    """A body without an e-mail address and a password, both text, answers 400, never 500."""
    for body in malformed_bodies(fresh):
        response = client.post(path, data=body, content_type="application/json")
        assert response.status_code == 400, "A malformed body must answer 400."


@pytest.mark.concept("validates-input")
def test_useless_credentials_cannot_be_registered(client, fresh):
    """A registration with no @ in the e-mail or a password below 8 characters answers 400."""
    useless = [
        {"email": fresh.word(), "password": fresh.password()},
        {"email": fresh.email(), "password": fresh.text(7)},
        {"email": "", "password": ""},
    ]
    for credentials in useless:
        response = client.post("/register", json=credentials)
        assert response.status_code == 400, "Credentials that break the rules must answer 400."


@pytest.mark.concept("json-errors")
def test_errors_are_json(client, fresh):
    """Every error is a JSON object with a text under `error`, also for an unknown address."""
    stranger = {"email": fresh.email(), "password": fresh.password()}
    answers = [
        client.post("/register", json={}),
        client.post("/login", data="{", content_type="application/json"),
        client.post("/login", json=stranger),
        client.get("/me"),
        client.get(f"/{fresh.word()}"),
        client.get("/login"),
    ]
    for error in (answer for answer in answers if answer.status_code >= 400):
        assert isinstance(error.json["error"], str), "An error must carry a text under error."


@pytest.mark.concept("json-errors")
def test_token_errors_are_json(profile, jwt, config, fresh):
    """A token that is unreadable, expired or wrongly signed answers 401 or 422 in that format."""
    claims = {"sub": "1", "iat": time.time() - 7200, "exp": time.time() - 3600}
    expired = jwt.write(claims, config["JWT_SECRET_KEY"])
    for token in ("", fresh.word(), jwt.write(claims), jwt.write(claims, fresh.text(48)), expired):
        error = profile(token)
        assert error.status_code in {401, 422}, "A useless token must answer 401 or 422."
        assert isinstance(error.json["error"], str), "Its refusal must carry a text under error."
