"""Reading and changing a submission's SQLite file from outside of its application."""

from __future__ import annotations

import json
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .protocol import MAX_MESSAGE

if TYPE_CHECKING:
    from .protocol import Message

MAX_ROWS = 10_000
MAX_VALUE = 4 * 2**20
SQL_SECONDS = 3.0


def run_sql(path: str, sql: str, parameters: dict[str, Any]) -> Message:
    """Run one statement on the SQLite file at *path*: its rows as objects, or its row count.

    The file is the submission's: it may be no file, and a table may be an endless view.
    """
    if not Path(path).is_file():
        return {"error": "the database file does not exist"}
    connection = sqlite3.connect(path, timeout=2)
    deadline = time.monotonic() + SQL_SECONDS
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE)
        connection.set_progress_handler(lambda: time.monotonic() > deadline, 10_000)
        connection.row_factory = sqlite3.Row
        cursor = connection.execute(sql, parameters)
        rows = [
            {key: _plain(row[key]) for key in row.keys()}  # noqa: SIM118 - a Row iterates over values
            for row in cursor.fetchmany(MAX_ROWS)
        ]
        connection.commit()
    except sqlite3.Error as error:
        return {"error": str(error)}
    finally:
        connection.close()
    reply: Message = {"rows": rows, "count": cursor.rowcount}
    if len(json.dumps(reply)) > MAX_MESSAGE:
        return {"error": f"the rows are larger than {MAX_MESSAGE // 2**20} MiB"}
    return reply


class Lock:
    """Holds a SQLite file as a writer does: others can read, and wait when they want to write."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.connection: sqlite3.Connection | None = None

    def take(self, path: str) -> Message:
        """Hold the file at *path*, or return why that is not possible."""
        if not Path(path).is_file():
            return {"error": "the database file does not exist"}
        self.connection = sqlite3.connect(path, timeout=2, isolation_level=None)
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            return {"error": str(error)}
        return {"locked": True}

    def release(self) -> None:
        """Let others write."""
        if self.connection:
            self.connection.close()
            self.connection = None


def _plain(value: Any) -> Any:  # noqa: ANN401 - what SQLite holds
    return value.decode("latin-1") if isinstance(value, bytes) else value
