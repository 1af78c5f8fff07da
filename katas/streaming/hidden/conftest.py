"""A folder of files, and a listener who reads server-sent events as a browser does."""

import pytest

KEEP_ALIVE = 0.05


@pytest.fixture
def config(files):
    """Say where the text files are, and how long it may be quiet."""
    return {"FOLDER": files.path("../data"), "KEEP_ALIVE": KEEP_ALIVE}


@pytest.fixture
def post(client):
    """Give a function that adds a message and returns its id."""

    def post(text, client=client):
        response = client.post("/messages", json={"text": text})
        assert response.status_code == 201, "A message must be accepted with 201."
        return response.json["id"]

    return post


class Listener:
    """Reads a stream of server-sent events."""

    def __init__(self, stream):
        """Listen to *stream*."""
        self.stream = stream

    def event(self):
        """Return the next event's id and data."""
        fields = {}
        while line := self.stream.line().decode():
            line = line.rstrip("\n").removesuffix("\r")
            if not line and "data" in fields:
                return fields.get("id"), "\n".join(fields["data"])
            name, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if not name and line:
                assert "data" not in fields, "An event must end with an empty line, at once."
            elif name == "data":
                fields.setdefault("data", []).append(value)
            elif name:
                fields[name] = value
            else:
                fields = {}
        raise AssertionError("The stream must not end.")

    def comment(self):
        """Read until a comment has come."""
        while not (line := self.stream.line()).startswith(b":"):
            assert line, "The stream must not end."


@pytest.fixture
def listen(client):
    """Give a function that opens the stream of events, in a ``with`` block, as a listener."""
    return lambda **options: client.stream("/events", **options)


@pytest.fixture
def listener():
    """Give the class of listeners."""
    return Listener
