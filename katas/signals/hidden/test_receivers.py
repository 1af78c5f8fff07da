"""The application's own receivers."""

import json

import pytest

TWO = """
import json

from app import create_app
from flask import Flask

def answer(path):
    return create_app({{
        "SQLALCHEMY_DATABASE_URI": "sqlite:///" + path,
        "SECRET_KEY": "a key", "PASSWORD": "secret", "PLUGINS": [],
    }})

first, second, other = answer({paths[0]!r}), answer({paths[1]!r}), Flask("other")
other.add_url_rule("/", view_func=lambda: "well")
other.add_url_rule("/crash", "crash", lambda: 1 / 0)
clients = [app.test_client() for app in (first, second, other)]
for email in {emails!r}:
    clients[0].post("/users", json={{"email": email}})
    clients[0].post("/login", json={{"email": email, "password": "secret"}})
clients[0].get("/crash")
told = {{"other": [clients[2].get(path).status_code for path in ("/", "/crash")]}}
for name, client in zip(("first", "second"), clients):
    told[name] = [client.get(path).json for path in ("/statistics", "/audit")]
print(json.dumps(told))
"""


@pytest.mark.concept("counts-requests")
def test_requests_and_failures_are_counted(client, emails, add, fresh):
    """GET /statistics counts the requests before it, and those that ended with an exception."""
    crashes = fresh.integer(2, 4)

    def statistics():
        return client.get("/statistics").json

    assert statistics() == {"requests": 0, "failures": 0}, "Nothing has happened yet."
    add(client, *emails[:2])
    assert client.post("/users", json={"email": emails[0]}).status_code == 409, "Refused."
    assert client.get(f"/{fresh.word()}").status_code == 404, "This is no page."
    assert statistics() == {"requests": 5, "failures": 0}, "All requests count, these do not fail."
    for _ in range(crashes):
        assert client.get("/crash").status_code == 500, "This is a bug."
    told = {"requests": 6 + crashes, "failures": crashes}
    assert statistics() == told, "A request that ends with an exception is a failure."


@pytest.mark.concept("keeps-receivers")
def test_audit_hears_of_all_users(with_plugins, emails, add):
    """The audit has an entry for each new user, also for those whom a plugin announces."""
    client = with_plugins("", views=True)
    assert client.get("/audit").json == [], "Nothing has happened yet."

    add(client, *emails[:3])
    for email in emails[3:5]:
        client.post("/plugin/users", json={"email": email})

    expected = [{"event": "created", "email": email} for email in emails[:5]]
    assert client.get("/audit").json == expected, "Every announcement must be heard."


@pytest.mark.concept("follows-logins")
def test_audit_hears_of_all_logins(with_plugins, config, emails, add):
    """The audit has an entry for each login, also in a view of a plugin, and for no failed one."""
    client = with_plugins("", views=True)
    add(client, emails[0])

    for email, password, status in (
        (emails[0], config["PASSWORD"][:-1], 401),
        (emails[1], config["PASSWORD"], 401),
        (emails[0], config["PASSWORD"], 200),
    ):
        response = client.post("/login", json={"email": email, "password": password})
        assert response.status_code == status, f"This login must answer {status}."
    client.post("/plugin/login", json={"email": emails[2]})

    logins = [entry["email"] for entry in client.get("/audit").json if entry["event"] == "login"]
    assert logins == [emails[0], emails[2]], "Every login must be heard, and nothing else."


@pytest.mark.concept("keeps-applications-apart")
def test_applications_of_a_process_are_apart(process, files, emails):
    """Of several applications in one process each has statistics and audit of its own."""
    paths = [files.path(f"../data/{name}.db") for name in ("first", "second")]
    files.write("script.py", TWO.format(paths=paths, emails=emails[:2]))

    done = process("python", "script.py").wait()

    assert done.exit_code == 0, f"The script must not fail, but it says: {done.stderr}"
    told = json.loads(done.stdout.splitlines()[-1])
    audit = [
        {"event": event, "email": email} for email in emails[:2] for event in ("created", "login")
    ]
    assert told["first"] == [{"requests": 5, "failures": 1}, audit], "These are its own events."
    assert told["second"] == [{"requests": 0, "failures": 0}, []], "It has no events yet."
    assert told["other"] == [200, 500], "An application without all this must work as ever."
