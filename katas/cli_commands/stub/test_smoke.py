"""First tests, for you to read and to extend."""

import pytest

from app import create_app


@pytest.fixture
def app(tmp_path):
    return create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / 'test.db'}"})


def test_creates_an_admin(app):
    password = "correct horse battery"

    done = app.test_cli_runner().invoke(
        args=["users", "create-admin", "ann@shop.com"], input=f"{password}\n{password}\n"
    )

    assert done.exit_code == 0, done.output
    assert app.test_client().get("/users").json == [{"email": "ann@shop.com", "role": "admin"}]


def test_refuses_a_malformed_address(app):
    done = app.test_cli_runner().invoke(args=["users", "promote", "nobody"])

    assert done.exit_code == 2
