"""The back end of the notes: a pool of connections, and workspaces. Leave this file as it is."""

import shutil
from pathlib import Path
from threading import Lock
from uuid import uuid4


class RefusedError(Exception):
    """A note may not be stored as it is: it is empty."""


class PoolEmptyError(Exception):
    """All connections are in use."""


class Pool:
    """A pool of *size* connections to the notes in *folder*; open it once, it is for all threads.

    The file "journal" in the folder tells what was opened, taken, given back and closed.
    """

    def __init__(self, size, folder):
        """Open the pool."""
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.free = [Connection(self) for _ in range(size)]
        self.open = True
        self.lock = Lock()
        self.write("pool opened")

    def acquire(self):
        """Take a connection out of the pool, or raise PoolEmptyError at once."""
        with self.lock:
            if not self.free or not self.open:
                raise PoolEmptyError("All connections are in use.")
            connection = self.free.pop()
            self.write("connection taken")
            return connection

    def release(self, connection):
        """Give a connection back; it is not changed by that and serves the next one as it is."""
        with self.lock:
            if connection in self.free:
                raise RuntimeError("This connection was given back before.")
            self.free.append(connection)
            self.write("connection given back")

    def close(self):
        """Close the pool for good: nothing can be taken out any more."""
        self.open = False
        self.write("pool closed")

    def write(self, event):
        """Add a line to the journal."""
        with (self.folder / "journal").open("a", encoding="utf-8") as journal:
            journal.write(f"{event}\n")


class Connection:
    """A connection of the pool. What is added is stored by commit, and forgotten by rollback."""

    def __init__(self, pool):
        """Belong to *pool*."""
        self.pool = pool
        self.added = []

    def add(self, text):
        """Add a note of one line. An empty one is refused, one that begins with "!" finds a bug."""
        self.check()
        if not text:
            raise RefusedError("A note may not be empty.")
        if text.startswith("!"):
            raise RuntimeError("This is a bug.")
        self.added.append(text)

    def notes(self):
        """Yield the notes that are stored, one after the other."""
        self.check()
        path = self.pool.folder / "notes.txt"
        for text in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
            self.check()
            yield text

    def commit(self):
        """Store what was added."""
        self.check()
        with (self.pool.folder / "notes.txt").open("a", encoding="utf-8") as notes:
            notes.writelines(f"{text}\n" for text in self.added)
        self.added = []

    def rollback(self):
        """Forget what was added and is not stored; this does no harm if there is nothing."""
        self.check()
        self.added = []

    def check(self):
        """Raise RuntimeError if the connection is not in use."""
        if self in self.pool.free:
            raise RuntimeError("This connection was given back.")


class Workspace:
    """A folder for the files of one request, which needs a connection to the end."""

    def __init__(self, connection):
        """Make the folder."""
        self.connection = connection
        self.path = connection.pool.folder / f"work-{uuid4().hex}"
        self.path.mkdir()
        connection.pool.write("workspace opened")

    def close(self):
        """Remove the folder, or raise OSError if there is a file "stuck" beside it."""
        self.connection.check()
        if (self.connection.pool.folder / "stuck").exists():
            raise OSError(f"{self.path.name} is stuck.")
        shutil.rmtree(self.path)
        self.connection.pool.write("workspace closed")
