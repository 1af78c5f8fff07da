"""People with accounts, the browsers that they use, and cookies as an attacker sees them."""

import base64
import binascii
import hashlib
import zlib
from urllib.parse import unquote

import pytest
from itsdangerous import TimestampSigner
from werkzeug.security import generate_password_hash


class Person:
    """Somebody with an account."""

    def __init__(self, fresh):
        """Make up a name, an e-mail address and a password."""
        self.username, self.email, self.password = fresh.word(), fresh.email(), fresh.password()
        # One round is no protection, and enough for a test that is not about hashing.
        self.hash = generate_password_hash(self.password, method="pbkdf2:sha256:1")

    @property
    def account(self):
        """The person's entry in USERS."""
        return {"email": self.email, "password_hash": self.hash}

    @property
    def credentials(self):
        """The body of a login."""
        return {"username": self.username, "password": self.password}


class Browser:
    """A client over https that knows which cookies it was given."""

    def __init__(self, client, cookies):
        """Begin with *cookies*, a dictionary."""
        self.client, self.names = client, set(cookies)
        for name, value in cookies.items():
            client.set_cookie(name, value)

    @property
    def cookies(self):
        """A copy of all cookies that the browser would send now."""
        found = {name: self.client.get_cookie(name) for name in self.names}
        return {name: cookie.value for name, cookie in found.items() if cookie is not None}

    def get(self, path):
        """Send a GET."""
        return self._send("GET", path)

    def post(self, path, body=None):
        """Send a POST, with JSON if there is a *body*."""
        return self._send("POST", path, **({} if body is None else {"json": body}))

    def log_in(self, person):
        """Log in, which must succeed."""
        response = self.post("/login", person.credentials)
        assert response.status_code == 200, "A right login must answer 200."
        return response

    def status_of_profile(self):
        """Return the status of the profile."""
        return self.get("/me").status_code

    def _send(self, method, path, **more):
        response = self.client.open(path, method=method, base_url="https://localhost", **more)
        for header in response.headers.getlist("Set-Cookie"):
            self.names.add(header.partition("=")[0])
        return response


class Attacker:
    """What can be done with a cookie without the key."""

    def read(self, value):
        """Return all that a cookie tells to whoever decodes it."""
        told = [value, unquote(value)]
        for part in value.replace(":", ".").split("."):
            data = self._decoded(part)
            told.append(data.decode(errors="replace"))
            try:
                told.append(zlib.decompress(data).decode(errors="replace"))
            except zlib.error:
                continue
        return "\n".join(told)

    def sign(self, value, key):
        """Return the cookie's content, signed anew as Flask does it, with another key."""
        signer = TimestampSigner(
            key, salt="cookie-session", key_derivation="hmac", digest_method=hashlib.sha1
        )
        return signer.sign(self._content(value)).decode()

    def tampered(self, value, person, other):
        """Return cookies made from one: of another person, cut, unsigned, with a letter changed."""
        content = self._content(value)
        signature = value.removeprefix(content)
        swapped = [value.replace(person.username, other.username)]
        data = self._decoded(content)
        if person.username.encode() in data:
            data = data.replace(person.username.encode(), other.username.encode())
            encoded = base64.urlsafe_b64encode(data).decode()
            swapped += [encoded.rstrip("=") + signature, encoded]
        letters = [
            value[:place] + ("A" if value[place] != "A" else "B") + value[place + 1 :]
            for place in (1, len(value) // 2, len(value) - 5)
        ]
        made = [*swapped, content, f"{content}.", f"{content}..", *letters, value[:-9], "", "x"]
        return [cookie for cookie in dict.fromkeys(made) if cookie != value]

    def _content(self, value):
        return value.rsplit(".", 2)[0] if value.count(".") > 1 else value

    def _decoded(self, text):
        try:
            return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except (binascii.Error, ValueError):
            return b""


@pytest.fixture
def person(fresh):
    """Give somebody with an account."""
    return Person(fresh)


@pytest.fixture
def other(fresh):
    """Give somebody else with an account."""
    return Person(fresh)


@pytest.fixture
def attacker():
    """Give somebody who has a cookie and no key."""
    return Attacker()


@pytest.fixture
def config(person, other, fresh):
    """Give the application its accounts, and a key that it cannot know in advance."""
    users = {somebody.username: somebody.account for somebody in (person, other)}
    return {"USERS": users, "SECRET_KEY": fresh.text(40)}


@pytest.fixture
def attributes():
    """Give a function that returns the attributes of each cookie that a response sets."""

    def attributes(response):
        headers = response.headers.getlist("Set-Cookie")
        assert headers, "A login must set a cookie."
        parts = [[part.strip().partition("=") for part in header.split(";")] for header in headers]
        return [{name.lower(): value for name, _, value in each[1:]} for each in parts]

    return attributes


@pytest.fixture
def browse(start_app):
    """Give a maker of browsers: on one application by default, with cookies if there are any."""
    running = []

    def browse(app=None, cookies=None):
        if app is None:
            running[:] = running or [start_app()]
        return Browser((app or running[0]).client(), cookies or {})

    return browse
