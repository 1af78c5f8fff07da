"""Where files are kept: the content by its digest, so that equal contents are kept once."""

import hashlib
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

SCHEMA = """
    CREATE TABLE IF NOT EXISTS files (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        type TEXT NOT NULL,
        size INTEGER NOT NULL,
        digest TEXT NOT NULL
    )
"""


class Store:
    """A folder with contents and an index."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        with closing(self.connect()) as connection, connection:
            connection.execute(SCHEMA)

    def connect(self):
        """Open the index."""
        return sqlite3.connect(self.folder / "index.db")

    def add(self, name, mimetype, content):
        """Keep a file; return its id."""
        digest = hashlib.sha256(content).hexdigest()
        with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as aside:
            aside.write(content)
        Path(aside.name).replace(self.folder / digest)
        with closing(self.connect()) as connection, connection:
            row = (name, mimetype, len(content), digest)
            sql = "INSERT INTO files (name, type, size, digest) VALUES (?, ?, ?, ?)"
            return str(connection.execute(sql, row).lastrowid)

    def find(self, file_id):
        """Return name, type and path of a file, or None."""
        with closing(self.connect()) as connection:
            sql = "SELECT name, type, digest FROM files WHERE CAST(id AS TEXT) = ?"
            row = connection.execute(sql, (file_id,)).fetchone()
        return row and (*row[:2], self.folder / row[2])
