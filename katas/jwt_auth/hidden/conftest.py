"""What the tests share: a key, the three requests of the contract, and tokens of their own."""

import base64
import hmac
import json

import pytest


@pytest.fixture
def config(fresh):
    """Give the application a key that it cannot know in advance."""
    return {"JWT_SECRET_KEY": fresh.text(48)}


@pytest.fixture
def register(client, fresh):
    """Create an account and return its e-mail and password."""

    def register():
        credentials = {"email": fresh.email(), "password": fresh.password()}
        response = client.post("/register", json=credentials)
        assert response.status_code < 300, "A new user must be able to register."
        return credentials

    return register


@pytest.fixture
def log_in(client):
    """Log in and return the access token."""

    def log_in(credentials):
        response = client.post("/login", json=credentials)
        assert response.status_code == 200, "A login with the right password must answer 200."
        return response.json["access_token"]

    return log_in


@pytest.fixture
def profile(client):
    """Ask for the profile with a token and return the response."""

    def profile(token, client=client):
        return client.get("/me", headers={"Authorization": f"Bearer {token}"})

    return profile


@pytest.fixture
def stored_values(database):
    """Return every value of every table as text."""

    def stored_values():
        return [
            value.decode(errors="replace") if isinstance(value, bytes) else str(value)
            for table in database.tables()
            for row in database.rows(f'SELECT * FROM "{table}"')  # noqa: S608 - all there are
            for value in row.values()
        ]

    return stored_values


class Jwt:
    """Tokens as the standard describes them, written without the application's help."""

    def claims(self, token):
        """Return a token's payload, which anybody can read who holds the token."""
        payload = token.split(".")[1]
        return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))

    def write(self, claims, key=None):
        """Return a token with these claims, signed with the key or, without one, not at all."""
        header = {"alg": "HS256" if key else "none", "typ": "JWT"}
        content = f"{self._part(json.dumps(header))}.{self._part(json.dumps(claims))}"
        signature = hmac.digest(key.encode(), content.encode(), "sha256") if key else b""
        return f"{content}.{self._part(signature)}"

    def _part(self, data):
        data = data.encode() if isinstance(data, str) else data
        return base64.urlsafe_b64encode(data).decode().rstrip("=")


@pytest.fixture
def jwt():
    """Read and forge tokens."""
    return Jwt()
