"""Surroundings in which the application starts."""

import pytest


@pytest.fixture
def path(files, fresh):
    """Give a function that returns the path of another SQLite file with every call."""
    return lambda: files.path(f"../data/{fresh.word(12)}.db")


@pytest.fixture
def production(path, fresh):
    """Give the environment of a server."""
    return {
        "APP_CONFIG": "production",
        "SECRET_KEY": fresh.text(40),
        "DATABASE_URL": f"sqlite:///{path()}",
    }


@pytest.fixture
def about(start_app):
    """Give a function that starts the application and returns what it tells about itself."""

    def about(config=None, **environ):
        response = start_app(config, environ=environ).client().get("/about/")
        assert response.status_code == 200, "The page about the application must be there."
        return response.json

    return about
