"""What the application wrote, as records."""

import json

import pytest


class Record(dict):
    """A record whose missing fields are a failure of the answer, said in words."""

    def __missing__(self, name):
        """Fail with the field's name."""
        message = f"The record must have the field {name!r}, but is {dict(self)}."
        raise AssertionError(message)


class Records:
    """The records that were written, read anew for each question."""

    def __init__(self, logs):
        """Read them from *logs*."""
        self.logs = logs

    @property
    def all(self):
        """All lines that are JSON objects."""
        return [record for record in map(parsed, self.logs.lines) if isinstance(record, Record)]

    def saying(self, message):
        """Return the records with this message."""
        return [record for record in self.all if record.get("message") == message]

    def one(self, message):
        """Return the only record with this message."""
        found = self.saying(message)
        assert len(found) == 1, f"There must be one JSON record that says {message!r}."
        return found[0]

    def of_request(self, path):
        """Return the only record of a request for *path* that holds a status."""
        found = [record for record in self.ended() if record.get("path") == path]
        assert len(found) == 1, f"There must be one record with the status of {path}."
        return found[0]

    def ended(self):
        """Return the records that hold a status, one for each request."""
        return [record for record in self.all if record.get("status") is not None]


def parsed(line):
    """Return the record in a line, or None."""
    try:
        return json.loads(line, object_hook=Record)
    except ValueError:
        return None


@pytest.fixture
def records(logs):
    """Give what was written, as records."""
    return Records(logs)


@pytest.fixture
def log_in(client, fresh):
    """Give a function that logs somebody in, which the shop logs."""

    def log_in(name=None, **more):
        body = {"username": name or fresh.word(), "password": fresh.password()}
        response = client.post("/login", json=body, **more)
        assert response.status_code == 200, "POST /login must be answered with 200."
        return response

    return log_in
