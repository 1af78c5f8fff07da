import pytest
from app import create_app


@pytest.fixture
def client():
    return create_app({"TESTING": True}).test_client()


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.name)
