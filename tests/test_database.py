"""Reading a database that the answer made: it may be anything, and never end."""

import os
import sqlite3
from contextlib import closing

import pytest

from checker.worker import database
from checker.worker.database import run_sql


@pytest.fixture
def path(tmp_path):
    """Return where the database is."""
    return tmp_path / "app.db"


def prepare(path, *statements):
    """Run *statements* on the database at *path*."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_rows_are_told_with_their_names(path):
    """A query is answered with objects and the number of rows changed."""
    prepare(path, "CREATE TABLE t (a, b)", "INSERT INTO t VALUES (1, x'6869')")
    assert run_sql(str(path), "SELECT * FROM t", {})["rows"] == [{"a": 1, "b": "hi"}]
    assert run_sql(str(path), "UPDATE t SET a = :a", {"a": 2})["count"] == 1


def test_wrong_statement_is_told_in_the_words_of_the_database(path):
    """What SQLite says is the error."""
    prepare(path, "CREATE TABLE t (a)")
    assert run_sql(str(path), "SELECT * FROM users", {})["error"] == "no such table: users"


def test_file_that_is_no_database_is_an_error(path):
    """An answer may have written anything there."""
    path.write_bytes(b"not a database, " * 100)
    assert run_sql(str(path), "SELECT 1 FROM t", {}) == {"error": "file is not a database"}


@pytest.mark.parametrize(
    "make", [lambda _path: None, os.mkdir, os.mkfifo], ids=["missing", "folder", "pipe"]
)
def test_place_without_a_file_is_an_error(path, make):
    """Nothing is waited for at a pipe."""
    make(path)
    assert "does not exist" in run_sql(str(path), "SELECT 1", {})["error"]


def test_endless_view_is_ended(path, monkeypatch):
    """A table may be a view that never ends; the supervisor has other things to do."""
    monkeypatch.setattr(database, "SQL_SECONDS", 0.2)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    prepare(path, f"CREATE VIEW users AS {endless}")
    assert run_sql(str(path), "SELECT * FROM users", {})["error"] == "interrupted"


def test_huge_value_is_refused(path):
    """Memory is not filled by a value that is made while it is read."""
    prepare(path, "CREATE VIEW users AS SELECT zeroblob(1000000000) AS name")
    assert "too big" in run_sql(str(path), "SELECT * FROM users", {})["error"]


def test_too_many_rows_are_refused(path):
    """What is more than a message may hold is an error that says so."""
    count = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9000)"
    prepare(path, f"CREATE VIEW users AS {count} SELECT hex(zeroblob(1000)) AS name FROM n")  # noqa: S608 - ours
    told = run_sql(str(path), "SELECT * FROM users", {})
    assert told == {"error": "the rows are larger than 8 MiB"}
