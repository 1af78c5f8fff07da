"""First tests, for you to read and to extend."""

from app import create_app


def test_says_how_it_is_configured(monkeypatch):
    monkeypatch.setenv("APP_CONFIG", "testing")

    about = create_app().test_client().get("/about/").json

    assert about["configuration"] == "testing"
    assert about["testing"] is True


def test_keeps_notes(monkeypatch):
    monkeypatch.setenv("APP_CONFIG", "testing")
    client = create_app().test_client()

    note = client.post("/notes/", json={"text": "Buy milk"}).json

    assert client.get("/notes/").json == [note]
