"""A server's name and a key for every test, and a reader of the log."""

import re

import pytest

PATIENCE = 200


@pytest.fixture
def config(fresh):
    """Configure name and key."""
    return {"SERVER": f"{fresh.word()} {fresh.word()}", "ADMIN_KEY": fresh.text(20)}


@pytest.fixture
def logged(client, logs):
    """Give a function that looks for a line at the end of a log's line; it may come a bit late."""

    def logged(line):
        pattern = re.compile(rf"(?:^|\s|\W){re.escape(line)}\s*$")
        for _ in range(PATIENCE):
            if any(pattern.search(known) for known in logs.lines):
                return True
            client.get("/legacy/closed")
        return False

    return logged
