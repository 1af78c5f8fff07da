"""POST /register creates accounts, one for each e-mail address."""

import pytest


@pytest.mark.concept("registers-user")
def test_new_user_can_register(client, stored_values, fresh):
    """With a password of 8 characters an account is stored; 201 tells its id and e-mail address."""
    email = fresh.email()
    response = client.post("/register", json={"email": email, "password": fresh.text(8)})
    assert response.status_code == 201, "A registration must answer 201."
    assert response.json["email"] == email, "The answer must hold the e-mail address."
    assert response.json["id"] is not None, "The answer must hold the account's id."
    stored = [value for value in stored_values() if email in value]
    assert stored, "The account must be stored in the database of SQLALCHEMY_DATABASE_URI."


@pytest.mark.concept("unique-email")
def test_taken_email_is_refused(client, register, fresh):
    """A second registration of the same e-mail address answers 409."""
    taken = register()["email"]
    response = client.post("/register", json={"email": taken, "password": fresh.password()})
    assert response.status_code == 409, "A taken e-mail address must answer 409."
