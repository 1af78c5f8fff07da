"""What is announced, when, and to whom."""

import pytest


@pytest.mark.concept("announces-users")
def test_new_users_are_announced(with_plugins, heard, emails, add):
    """Each user that is added, alone or by an import, is announced once, in this order."""
    client = with_plugins("")

    add(client, *emails[:3])
    add(client, emails[3])

    told = [entry["email"] for entry in heard()]
    assert told == emails[:4], "Every new user must be announced once."


@pytest.mark.concept("announces-after-commit")
def test_announced_users_are_stored(with_plugins, heard, emails, add):
    """When a receiver is called, the user is in the database, for every connection to it."""
    client = with_plugins("")

    add(client, *emails)

    rows = [entry["rows"] for entry in heard()]
    assert rows == [1] * len(emails), "Another connection must find each user's row."


@pytest.mark.concept("silent-on-failure")
def test_refused_users_are_not_announced(with_plugins, heard, emails, add, database):
    """Who is refused is not announced, and of an import with a known address nobody is."""
    client = with_plugins("")
    add(client, emails[0])

    response = client.post("/users", json={"email": emails[0]})
    assert response.status_code == 409, "An address can be used once."
    response = client.post("/imports", json={"emails": [*emails[1:4], emails[0]]})
    assert response.status_code == 409, "All of an import is stored, or nothing."
    stored = database.rows("SELECT email FROM users")
    assert stored == [{"email": emails[0]}], "Nothing else may be stored."
    add(client, emails[4])
    told = [entry["email"] for entry in heard()]
    assert told == [emails[0], emails[4]], "Only those who are stored may be announced."


@pytest.mark.concept("sends-application")
def test_receivers_for_the_application_are_called(with_plugins, heard, emails, add):
    """A receiver that was connected for this application as the sender is called."""
    client = with_plugins("", chosen=True)

    add(client, *emails[:3])

    told = [entry["email"] for entry in heard()]
    assert told == emails[:3], "The sender must be the application object itself."


ALL = {"plugin_0", "plugin_1", "plugin_2"}


@pytest.mark.concept("survives-failing-receivers")
def test_failing_receivers_stop_nobody(with_plugins, heard, emails, add, logs):
    """If receivers raise, users are added as usual, all receivers are called, the log has all."""
    texts = [f"{number} of {emails[0]} failed" for number in range(3)]
    client = with_plugins(*texts)

    add(client, *emails[:3])

    for email in emails[:3]:
        told = {entry["plugin"] for entry in heard() if entry["email"] == email}
        assert told == ALL, "Every receiver must be called."
    for text in texts:
        assert logs.text.count(text) >= 3, "The log must have the text of each exception."
    assert "Traceback" in logs.text, "And its traceback."


@pytest.mark.concept("survives-broken-session")
def test_broken_session_harms_nobody(with_plugins, heard, emails, add, database):
    """If receivers fail while they flush the session, users are added and announced as usual."""
    client = with_plugins("", "", "", breaking=True)

    add(client, *emails[:3])

    told = sorted((entry["email"], entry["plugin"]) for entry in heard())
    expected = sorted((email, plugin) for email in emails[:3] for plugin in ALL)
    assert told == expected, "Every receiver must be called, and find the user."
    rows = database.rows("SELECT email FROM users ORDER BY id")
    assert [row["email"] for row in rows] == emails[:3], "The users must be there, and no others."
