"""First tests, for you to read and to extend."""

from app import create_app


def test_says_that_it_is_well():
    client = create_app({"SECRET_KEY": "only for this test"}).test_client()

    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json == {"status": "ok"}


def test_believes_the_proxy():
    client = create_app({"SECRET_KEY": "only for this test"}).test_client()

    response = client.get("/whoami", headers={"X-Forwarded-For": "198.51.100.7"})

    assert response.json["address"] == "198.51.100.7"
