"""An application of its own for every test, its client, and its mails."""

import pytest
from app import create_app


@pytest.fixture
def mails():
    return []


@pytest.fixture
def client(mails):
    app = create_app(
        {
            "TESTING": True,
            "SQLALCHEMY_DATABASE_URI": "sqlite://",  # in memory, for this application alone
            "SEND_MAIL": lambda address, text: mails.append(address),
        }
    )
    return app.test_client()
