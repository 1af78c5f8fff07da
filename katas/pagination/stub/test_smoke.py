"""First tests, for you to read and to extend."""

from datetime import date

import pytest

from app import Contact, create_app, db


@pytest.fixture
def client(tmp_path):
    uri = f"sqlite:///{tmp_path / 'test.db'}"
    app = create_app({"SQLALCHEMY_DATABASE_URI": uri, "SECRET_KEY": "for tests"})
    with app.app_context():
        for name in ("cat", "ann", "bob"):
            db.session.add(Contact(name=name, city="Rome", since=date(2026, 3, 1)))
        db.session.commit()
    return app.test_client()


def test_shows_a_page(client):
    page = client.get("/contacts?per_page=2").json

    assert [contact["name"] for contact in page["items"]] == ["ann", "bob"]
    assert page["total"] == 3
    assert page["has_next"] is True


def test_follows_the_link(client):
    page = client.get("/contacts?per_page=2").json

    page = client.get(page["next"]).json

    assert [contact["name"] for contact in page["items"]] == ["cat"]
    assert page["next"] is None
