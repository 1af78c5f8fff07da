"""What the tests share: requests for users and orders, and rows past the application."""

import pytest

INSERT_USER = """
    INSERT OR IGNORE INTO users (name, email, active, created_at)
    VALUES (:name, :email, :active, :created_at)
"""
INSERT_ORDER = "INSERT OR IGNORE INTO orders (user_id, product) VALUES (:user_id, :product)"


@pytest.fixture
def add_user(client, fresh):
    """Give a function that creates a user over HTTP and returns what was answered."""

    def add(**fields):
        body = {"name": fresh.name(), "email": fresh.email(), **fields}
        response = client.post("/users", json=body)
        assert response.status_code == 201, "A user who is new must be answered with 201."
        return response.json

    return add


@pytest.fixture
def add_order(client, fresh):
    """Give a function that creates an order over HTTP and returns what was answered."""

    def add(user):
        body = {"product": fresh.name()}
        response = client.post(f"/users/{user['id']}/orders", json=body)
        assert response.status_code == 201, "An order of a user must be answered with 201."
        return response.json

    return add


@pytest.fixture
def insert_user(database, fresh):
    """Give a function that inserts a row into users directly: 1 if it was accepted, 0 if not."""

    def insert(**columns):
        row = {"name": fresh.name(), "email": fresh.email(), "active": 1}
        row["created_at"] = "2026-03-01 09:30:00"
        return database.execute(INSERT_USER, **(row | columns))

    return insert


@pytest.fixture
def insert_order(database, fresh):
    """Give the same for orders."""

    def insert(**columns):
        return database.execute(INSERT_ORDER, **({"product": fresh.name()} | columns))

    return insert
