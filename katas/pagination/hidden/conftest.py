"""What the tests share: contacts past the application, and ways to read and to follow."""

import itertools
import json
from urllib.parse import urlsplit

import pytest

UNREADABLE = "no date"
MOST = 25  # requests of one walk


@pytest.fixture
def config(fresh):
    """Give the application a key, should it want to sign something."""
    return {"SECRET_KEY": fresh.text(32)}


class Contacts:
    """The table, filled from outside."""

    def __init__(self, fresh, database):
        """Write to *database* what *fresh* makes up."""
        self.fresh, self.database = fresh, database
        self.ids = itertools.count(fresh.integer(100, 900), 3)
        # Brings contacts of one name in the order of their cities unless told otherwise.
        database.execute("CREATE INDEX by_name_and_city ON contacts (name, city)")

    def add(self, count=1, names=(), city=None, since="2026-03-01"):
        """Add contacts, with these names in turn or with random ones in order; return them."""
        chosen = names or sorted(self.fresh.word(10) for _ in range(count))
        cities = [city or self.fresh.name() for _ in range(count)]
        contacts = [
            {"id": next(self.ids), "name": name, "city": place, "since": since}
            for name, place in zip(
                itertools.islice(itertools.cycle(chosen), count),
                sorted(cities, reverse=True),
                strict=True,
            )
        ]
        self.database.execute(
            "INSERT INTO contacts (id, name, city, since)"
            " SELECT value ->> 'id', value ->> 'name', value ->> 'city', value ->> 'since'"
            " FROM json_each(:rows)",
            rows=json.dumps(contacts),
        )
        return contacts

    def unreadable(self, count, names=()):
        """Add contacts that cannot be loaded through a model."""
        return self.add(count, names, since=UNREADABLE)

    def delete(self, contact):
        """Delete a contact."""
        self.database.execute("DELETE FROM contacts WHERE id = :id", id=contact["id"])


@pytest.fixture
def contacts(client, fresh, database):  # noqa: ARG001 - the application creates the table
    """Give the table, to be filled."""
    return Contacts(fresh, database)


@pytest.fixture
def read(client):
    """Give a function that asks for a path with parameters and returns the JSON of a 200."""

    def read(path="/contacts", **parameters):
        response = client.get(path, query_string=parameters)
        assert response.status_code == 200, "The request must be answered with 200."
        return response.json

    return read


@pytest.fixture
def follow(client):
    """Give a function that follows a link and returns the JSON of a 200."""

    def follow(link):
        assert isinstance(link, str), "A link must be a text."
        url = urlsplit(link)
        assert url.path.startswith("/"), "A link must be absolute or a path from the root."
        response = client.get(url.path, query_string=url.query)
        assert response.status_code == 200, "A link must lead to an answer with 200."
        return response.json

    return follow


@pytest.fixture
def walk(read, follow):
    """Give a function that follows next to the end and returns the items of each answer."""

    def walk(path, **parameters):
        answer = read(path, **parameters)
        found = [answer["items"]]
        while answer["next"] is not None:
            assert len(found) < MOST, "The links must come to an end."
            answer = follow(answer["next"])
            found.append(answer["items"])
        return found

    return walk


def in_order(contacts):
    """Return contacts in the order of the lists."""
    return sorted(contacts, key=lambda contact: (contact["name"], contact["id"]))


@pytest.fixture(name="in_order")
def _in_order():
    """Give a function that sorts contacts as the lists do."""
    return in_order
