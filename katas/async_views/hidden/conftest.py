"""A network for each test, and a customer who asks."""

import pytest


class Customer:
    """Sends requests with a valid key, and looks at what the network was asked."""

    def __init__(self, client, key, request_id):
        """Ask *client* with *key* and *request_id*."""
        self.client = client
        self.headers = {"X-Api-Key": key, "X-Request-ID": request_id}

    def get(self, path, **options):
        """Send a request with key and id."""
        return self.client.get(path, headers=self.headers, **options)

    def compare(self, item, *shops):
        """Compare the prices of *item* in *shops*; return the list."""
        response = self.get(f"/compare/{item}", query_string={"shop": list(shops)})
        assert response.status_code == 200, "A comparison must answer 200."
        assert response.json.keys() == {"item", "prices"}, "It has an item and prices."
        assert response.json["item"] == item, "The item is the one that was asked for."
        return response.json["prices"]

    def basket(self, shop, *items):
        """Ask for a basket."""
        return self.get(f"/basket/{shop}", query_string={"item": list(items)})

    def records(self):
        """Return the network's records, in order; nobody needs a key for that."""
        headers = {"X-Request-ID": self.headers["X-Request-ID"]}
        return self.client.get("/calls", headers=headers).json

    def calls(self):
        """Return the network's records by the names of the calls."""
        return {record["call"]: record for record in self.records()}


@pytest.fixture
def customer(start_app, fresh):
    """Give a function that starts an application with a network, and returns a customer."""

    def customer(network, **settings):
        key = fresh.text(20)
        network = {f"customer/{key}": {"answer": fresh.name()}, **network}
        config = {"NETWORK": network, "TIME_LIMIT": 3, "AT_ONCE": 5, **settings}
        return Customer(start_app(config).client(), key, fresh.text(12))

    return customer


@pytest.fixture
def words(fresh):
    """Give a function that returns words, none of them twice."""

    def words(count):
        found = set()
        while len(found) < count:
            found.add(fresh.word())
        return sorted(found)

    return words


@pytest.fixture
def cents(fresh):
    """Give a function that returns a price."""
    return lambda: fresh.integer(1, 99_999)
