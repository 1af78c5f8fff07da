"""First tests, for you to read and to extend."""

import pytest
from werkzeug.security import generate_password_hash

from app import User, create_app, db


@pytest.fixture
def client(tmp_path):
    app = create_app(
        {
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / 'test.db'}",
            "SECRET_KEY": "for-tests-only",
            "AUDIT_NOTE": "All is well.",
        }
    )
    with app.app_context():
        for name in ("reader", "editor", "auditor", "admin"):
            password_hash = generate_password_hash(name, method="pbkdf2:sha256:1")
            user = User(
                username=name, password_hash=password_hash, role=name, nickname="", active=True
            )
            db.session.add(user)
        db.session.commit()
    return app.test_client()


def log_in(client, name):
    response = client.post("/login", json={"username": name, "password": name})
    assert response.status_code == 200


def test_stranger_is_turned_away(client):
    assert client.get("/audit").status_code == 401


def test_auditor_reads_the_note(client):
    log_in(client, "auditor")

    assert client.get("/audit").json == {"note": "All is well."}


def test_editor_does_not(client):
    log_in(client, "editor")

    assert client.get("/audit").status_code == 403
