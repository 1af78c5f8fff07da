"""The key, the proxy, failures, logs."""

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface


def signed(key, visits):
    """Return a session cookie that somebody who knows *key* could make."""
    app = Flask("forger")
    app.secret_key = key
    return SecureCookieSessionInterface().get_signing_serializer(app).dumps({"visits": visits})


@pytest.mark.concept("key-from-environment")
def test_key_of_the_environment_signs_sessions(start, port, fresh, surroundings):
    """Sessions are signed with SECRET_KEY of the environment, and with no key of the source."""
    client, visits = start().client(port), fresh.integer(100, 999)

    for key in (surroundings["SECRET_KEY"], "dev", "change-me", fresh.text(40)):
        client.set_cookie("session", signed(key, visits))
        due = visits + 1 if key == surroundings["SECRET_KEY"] else 1
        assert client.get("/visits").json["visits"] == due, "Only the given key must count."


@pytest.mark.concept("key-from-environment")
def test_nothing_starts_without_a_key(start, port):
    """With SECRET_KEY missing or empty gunicorn ends with an error that names it."""
    missing, empty = start(SECRET_KEY=None), start(SECRET_KEY="", PORT=str(port + 1))

    for done in (missing.wait(within=4), empty.wait(within=4)):
        assert done.exit_code != 0, "Without a key the server must not run."
        assert "SECRET_KEY" in done.stderr + done.stdout, "The error must name what is missing."


@pytest.mark.concept("trusts-one-proxy")
def test_visitor_is_who_the_proxy_says(start, port, visitor, behind_proxy, fresh):
    """Address and scheme are those that nginx reported, if it did; the host is the request's."""
    client, host = start().client(port), f"{fresh.word()}.example"

    for scheme in ("https", "http"):
        headers = {"Host": host, **behind_proxy(scheme=scheme)}
        told = client.get("/whoami", headers=headers).json
        assert told["address"] == visitor, "The address must be the one that nginx reported."
        assert told["url"] == f"{scheme}://{host}/whoami", "So must the scheme be."
    told = client.get("/whoami", headers={"Host": host}).json
    assert told["address"] == "127.0.0.1", "Without a proxy it is the connection's address."
    assert told["url"] == f"http://{host}/whoami", "Without a proxy it is not encrypted."


@pytest.mark.concept("trusts-one-proxy")
def test_forged_headers_are_not_believed(start, port, visitor, behind_proxy, fresh):
    """What a visitor writes into such headers changes neither address nor URL."""
    client, host = start().client(port), f"{fresh.word()}.example"
    forged = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Prefix": "/evil"}
    headers = {"Host": host, **behind_proxy(forged="203.0.113.66, 203.0.113.67"), **forged}

    told = client.get("/whoami", headers=headers).json

    assert told["address"] == visitor, "Only what nginx appended must be believed."
    assert told["url"] == f"https://{host}/whoami", "No other header is nginx's."


@pytest.mark.concept("keeps-errors-inside")
def test_failure_tells_the_log_only(start, port):
    """An exception is a plain 500 for the visitor and a traceback on standard error."""
    server = start()

    response = server.client(port).get("/failure")

    assert response.status_code == 500, "A failing view must be answered with 500."
    for inside in ("LookupError", "shelf", "Traceback", "app.py", "debugger"):
        assert inside not in response.text, "A 500 must not tell about the inside."
    server.says("LookupError: the shelf is empty")
    assert "Traceback" in server.stderr, "The traceback must be on standard error."


@pytest.mark.concept("logs-requests")
def test_every_request_is_one_line(start, port, fresh):
    """Each request leaves one line with method, path and status on standard output."""
    server = start()
    client, missing = server.client(port), f"/{fresh.word()}"
    client.get("/whoami")
    client.post(missing)

    lines = lines_about(server, missing)

    assert len(lines) == 1, "A request must be one line."
    assert "POST" in lines[0], "The line must hold the method."
    assert "404" in lines[0], "The line must hold the status."
    assert len(lines_about(server, "/whoami")) == 1, "So must the other request be."


@pytest.mark.concept("logs-the-client")
def test_line_names_the_visitor(start, port, fresh, visitor, behind_proxy):
    """The line of a request that came through nginx holds the visitor's address."""
    server, path = start(), f"/{fresh.word()}"
    server.client(port).get(path, headers=behind_proxy())

    lines = lines_about(server, path)

    assert [line for line in lines if visitor in line], "The visitor's address must be there."


def lines_about(server, path):
    """Return the lines of standard output that hold *path*, when the server has ended."""
    server.signal(15)
    return [line for line in server.wait().stdout.splitlines() if path in line]
