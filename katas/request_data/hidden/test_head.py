"""What stands before the body: method, headers, cookies, credentials."""

import base64

import pytest


@pytest.mark.concept("headers-and-method")
def test_method_and_headers_are_told(client, fresh):
    """/mirror tells the method and two headers of every request that it answers."""
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        agent, request_id = f"{fresh.name()}/{fresh.integer(1, 99)}.0", fresh.text(20)
        headers = {"User-Agent": agent, "X-Request-Id": request_id}
        response = client.open("/mirror", method=method, headers=headers)
        assert response.status_code == 200, f"{method} /mirror must answer 200."
        told = {name: response.json[name] for name in ("method", "agent", "request_id")}
        expected = {"method": method, "agent": agent, "request_id": request_id}
        assert told == expected, "The answer must tell about the request."


@pytest.mark.concept("headers-and-method")
def test_missing_header_is_null(client):
    """Without the header X-Request-Id request_id is null, and the answer has its four fields."""
    response = client.get("/mirror")

    assert response.status_code == 200, "The header is optional."
    assert response.json["request_id"] is None, "A header that was not sent is null."
    fields = {"method", "agent", "request_id", "client"}
    assert set(response.json) == fields, "These are the fields."


@pytest.mark.concept("headers-and-method")
def test_client_is_who_is_connected(client, fresh):
    """The field client is the address of the connection, whatever the headers claim."""
    address = f"198.51.100.{fresh.integer(1, 254)}"
    claim = f"192.0.2.{fresh.integer(1, 254)}"
    names = ("X-Forwarded-For", "X-Real-Ip", "Forwarded")

    for headers in ({}, dict.fromkeys(names, claim), {"Forwarded": f"for={claim}"}):
        response = client.get(
            "/mirror", headers=headers, environ_overrides={"REMOTE_ADDR": address}
        )
        assert response.json["client"] == address, "The connection's address is the client's."


@pytest.mark.concept("reads-cookie")
def test_cookie_chooses_the_theme(client, fresh):
    """GET /theme answers with the cookie's theme, and with light for all but light and dark."""
    assert client.get("/theme").json == {"theme": "light"}, "Without a cookie it is light."

    for cookie in ("dark", "light", "dark", "", "DARK", f"dark{fresh.word()}", fresh.word()):
        client.set_cookie("theme", cookie)
        response = client.get("/theme")
        expected = {"theme": "dark" if cookie == "dark" else "light"}
        assert response.status_code == 200, "Any cookie is answered with 200."
        assert response.json == expected, f"This is the theme for the cookie {cookie!r}."


@pytest.mark.concept("reads-authorization")
def test_basic_credentials_are_read(client, fresh):
    """With Basic credentials the answer is scheme and user, and no password."""
    for user, password in ((fresh.word(), fresh.password()), ("Zoë", f"a:b:{fresh.word()}=")):
        for scheme in ("Basic", "basic", "BASIC"):
            credentials = f"{scheme} {_base64(f'{user}:{password}'.encode())}"
            response = client.get("/whoami", headers={"Authorization": credentials})
            assert response.status_code == 200, "Basic credentials must be read."
            assert response.json == {"scheme": "basic", "user": user}, "This is who it says it is."


@pytest.mark.concept("reads-authorization")
def test_bearer_token_is_read(client, fresh):
    """With a Bearer token the answer is scheme and token."""
    for token in (fresh.text(40), f"{fresh.text(12)}.{fresh.text(20)}-_~+/{fresh.text(9)}=="):
        for scheme in ("Bearer", "bearer", "BEARER"):
            response = client.get("/whoami", headers={"Authorization": f"{scheme} {token}"})
            assert response.status_code == 200, "A Bearer token must be read."
            assert response.json == {"scheme": "bearer", "token": token}, "This is the token."


@pytest.mark.concept("reads-authorization")
def test_everything_else_is_401(client, fresh):
    """Other or unreadable credentials, or none, are answered with 401 and a challenge."""
    readable = _base64(f"{fresh.word()}:{fresh.word()}".encode())
    headers = [
        None,
        "Basic",
        "Basic !!!",
        f"Basic {readable[:-3]}*",
        f"Basic {_base64(bytes([0xFF, 0xFE]) + b':x')}",
        f"Basic {_base64(b':' + fresh.word().encode())}",
        "Bearer",
        f"Digest {readable}",
        f'Digest username="{fresh.word()}"',
        f"Token {fresh.text(20)}",
        readable,
    ]

    for header in headers:
        sent = {"Authorization": header} if header else {}
        response = client.get("/whoami", headers=sent)
        assert response.status_code == 401, f"{header!r} holds no credentials for this page."
        challenge = response.headers.get("WWW-Authenticate", "").replace(",", " ").lower()
        assert {"basic", "bearer"} & set(challenge.split()), "A 401 must ask for Basic or Bearer."


def _base64(data):
    return base64.b64encode(data).decode()
