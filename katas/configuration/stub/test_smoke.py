"""First tests, for you to read and to extend."""

import pytest

from app import create_app


def test_variable_is_read(monkeypatch):
    monkeypatch.setenv("BOARD_ENV", "development")
    monkeypatch.setenv("BOARD_PAGE_SIZE", "50")

    settings = create_app().test_client().get("/settings").json

    assert settings["PAGE_SIZE"] == 50
    assert settings["DEBUG"] is True


def test_production_needs_a_key(monkeypatch):
    monkeypatch.setenv("BOARD_ENV", "production")
    monkeypatch.delenv("BOARD_SECRET_KEY", raising=False)

    with pytest.raises(Exception, match="SECRET_KEY"):
        create_app()
