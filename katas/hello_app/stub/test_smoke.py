"""A first test, for you to read and to extend. Run it with: pytest"""

from app import create_app


def test_says_hello():
    client = create_app().test_client()

    response = client.get("/")

    assert response.status_code == 200
    assert response.text == "Hello, World!"
