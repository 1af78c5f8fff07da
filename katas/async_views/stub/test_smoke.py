"""First tests, for you to read and to extend."""

from app import create_app

NETWORK = {
    "customer/k3y": {"answer": "Ann"},
    "north/pen": {"answer": 120, "beside": ["south/pen"]},
    "south/pen": {"answer": 95},
}
CONFIG = {"NETWORK": NETWORK, "TIME_LIMIT": 2, "AT_ONCE": 5}
HEADERS = {"X-Api-Key": "k3y", "X-Request-ID": "r1"}


def test_a_shop_is_asked_for_a_price():
    client = create_app(CONFIG).test_client()

    response = client.get("/price/south/pen", headers=HEADERS)

    assert response.status_code == 200
    assert response.json == {"shop": "south", "item": "pen", "price": 95}


def test_two_shops_are_asked_at_the_same_time():
    client = create_app(CONFIG).test_client()

    response = client.get("/compare/pen?shop=north&shop=south", headers=HEADERS)

    assert [entry["price"] for entry in response.json["prices"]] == [120, 95]
