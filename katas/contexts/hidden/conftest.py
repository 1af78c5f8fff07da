"""A database with its journal, and scripts that use the answer."""

import json

import pytest

DATABASE = "../data/notes.db"
PRELUDE = """
import json
from app import count_notes, create_app

def answer(path):
    return create_app({"DATABASE": path, "SECRET_KEY": "a key for scripts"})
"""


@pytest.fixture
def config(files, fresh):
    """Say where the notes are."""
    return {"DATABASE": files.path(DATABASE), "SECRET_KEY": fresh.text(32)}


@pytest.fixture
def journal(files):
    """Give a function that returns which connections were opened, and which are open still."""

    def journal():
        try:
            lines = files.read(f"{DATABASE}.journal").decode().split()
        except AssertionError:
            return [], []
        events = list(zip(lines[::2], lines[1::2], strict=True))
        opened = [name for event, name in events if event == "open"]
        return opened, [name for name in opened if ("close", name) not in events]

    return journal


@pytest.fixture
def all_closed(journal, soon):
    """Give a function that tells whether all connections are closed, now or in a moment.

    The first ones, *since* of them, are left aside.
    """

    def all_closed(since=0):
        def look():
            opened, still_open = journal()
            return not set(opened[since:]) & set(still_open)

        return soon(look)

    return all_closed


@pytest.fixture
def go(files):
    """Give a function that lets slow texts pass."""
    return lambda: files.write(f"{DATABASE}.go", "")


@pytest.fixture
def asked(files, soon):
    """Give a function that tells whether the proofreader has a slow text, now or in a moment."""
    return lambda: soon(lambda: f"{DATABASE}.waiting" in files.tree())


@pytest.fixture
def notes(soon):
    """Give a function that returns the notes that a visitor sees, if possible so many."""

    def notes(browser, count):
        soon(lambda: len(browser.get("/notes").json) >= count)
        return browser.get("/notes").json

    return notes


@pytest.fixture
def running(start_app):
    """Give the application that all visitors of a test talk to."""
    return start_app()


@pytest.fixture
def client(running):
    """Give a visitor who has told no name."""
    return running.client()


@pytest.fixture
def visitor(running):
    """Give a function that makes a visitor who has told a name."""

    def visitor(name):
        browser = running.client()
        response = browser.put("/me", json={"name": name})
        assert response.status_code == 200, "A name must be accepted with 200."
        assert response.json == {"name": name}, "The answer tells the name."
        return browser

    return visitor


@pytest.fixture
def script(process, files):
    """Give a function that runs Python code beside the answer and returns what it prints."""

    def script(code):
        files.write("script.py", PRELUDE + code)
        done = process("python", "script.py").wait()
        assert done.exit_code == 0, f"The script must not fail, but it says: {done.stderr}"
        return json.loads(done.stdout.splitlines()[-1])

    return script
