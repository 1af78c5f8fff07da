"""First tests, for you to read and to extend."""

import pytest

from app import create_app, user_created


@pytest.fixture
def app():
    return create_app(
        {
            "SQLALCHEMY_DATABASE_URI": "sqlite:///:memory:",
            "SECRET_KEY": "key",
            "PASSWORD": "secret",
            "PLUGINS": [],
        }
    )


def test_receiver_is_called(app):
    heard = []

    def hear(sender, user, **extra):
        heard.append(user.email)

    user_created.connect(hear, app)
    app.test_client().post("/users", json={"email": "ann@example.com"})

    assert heard == ["ann@example.com"]
