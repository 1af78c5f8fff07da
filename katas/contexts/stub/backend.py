"""The back end of the notes: connections and a proofreader. Leave this file as it is."""

import sqlite3
import time
from pathlib import Path
from threading import Event
from uuid import uuid4

WAIT = 2
LOOK = 0.005


class Connection:
    """A connection to the database file *path*.

    Only the thread that has opened it may use it and close it. The file *path*.journal tells
    which connections were opened and closed.
    """

    def __init__(self, path):
        """Open the connection."""
        self.path, self.name = path, uuid4().hex
        self.sqlite = sqlite3.connect(path, isolation_level=None)
        self.sqlite.row_factory = sqlite3.Row
        self.closed = False
        self._write("open")

    def create_table(self):
        """Make the table of the notes, unless it is there."""
        self.sqlite.execute(
            "CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, author TEXT, text TEXT)"
        )

    def add(self, author, text):
        """Store a note for good, and return it as a dictionary: id, author and text."""
        sql = "INSERT INTO notes (author, text) VALUES (?, ?) RETURNING *"
        return dict(self.sqlite.execute(sql, (author, text)).fetchone())

    def notes(self):
        """Return all notes, in the order of their ids."""
        return [dict(row) for row in self.sqlite.execute("SELECT * FROM notes ORDER BY id")]

    def close(self):
        """Close the connection; more than once does no harm."""
        self.sqlite.close()
        if not self.closed:
            self.closed = True
            self._write("close")

    def _write(self, event):
        with Path(f"{self.path}.journal").open("a", encoding="utf-8") as journal:
            journal.write(f"{event} {self.name}\n")


def proofread(connection, text):
    """Return *text* without blanks at its ends. This stands for a service that may be slow.

    A text that begins with "slow" takes until somebody makes a file *path*.go beside the database.
    """
    if text.startswith("slow"):
        Path(f"{connection.path}.waiting").touch()
        deadline = time.monotonic() + WAIT
        while not Path(f"{connection.path}.go").exists():
            if time.monotonic() > deadline:
                raise TimeoutError("Nobody has made the file that a slow text waits for.")
            Event().wait(LOOK)
    return text.strip()
