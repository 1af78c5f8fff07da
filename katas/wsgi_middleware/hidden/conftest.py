"""A server's name and a key for every test, and a reader of the log."""

import re

import pytest


@pytest.fixture
def config(fresh):
    """Configure name and key."""
    return {"SERVER": f"{fresh.word()} {fresh.word()}", "ADMIN_KEY": fresh.text(20)}


@pytest.fixture
def logged(logs, soon):
    """Give a function that looks for a line at the end of a log's line; it may come a bit late."""

    def logged(line):
        pattern = re.compile(rf"(?:^|\W){re.escape(line)}\s*$")
        return soon(lambda: any(pattern.search(known) for known in logs.lines))

    return logged
