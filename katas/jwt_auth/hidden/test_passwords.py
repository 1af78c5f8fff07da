"""A password is known to its owner only."""

import base64
import hashlib
import json
import re

import pytest


def readable_forms(password):
    """Return what gives a password away: itself, encoded, or hashed fast and without a salt."""
    data = password.encode()
    fast = [hashlib.new(name, data).hexdigest() for name in ("md5", "sha1", "sha256", "sha512")]
    return [password, data.hex(), base64.b64encode(data).decode(), *fast]


@pytest.mark.concept("hashes-passwords")
def test_password_is_nowhere_to_be_read(client, profile, jwt, stored_values, fresh):
    """The database holds a salted hash of the password; answers and tokens hold neither."""
    account = {"email": fresh.email(), "password": fresh.password()}
    answers = [client.post(path, json=account).text for path in ("/register", "/login")]
    readable = readable_forms(account["password"])
    exposed = [text for text in stored_values() if any(form in text for form in readable)]
    assert exposed == [], "No column may hold the password, encoded or not, or a fast hash of it."

    for token in re.findall(r"eyJ[\w-]+\.[\w-]+\.[\w-]+", answers[1]):
        answers += [json.dumps(jwt.claims(token)), profile(token).text]
    secrets = [account["password"], "scrypt:", "pbkdf2:", "$2a$", "$2b$", "$argon2"]
    leaks = [text for text in answers if any(secret in text for secret in secrets)]
    assert leaks == [], "No answer and no token may show the password or its hash."
