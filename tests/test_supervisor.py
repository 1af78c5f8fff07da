"""The supervisor's reading of a database that the answer made, and of what its process says."""

import os
import socket
import sqlite3
import threading
from contextlib import closing

import pytest

from checker.worker import supervisor
from checker.worker.protocol import Channel, channel_pair
from checker.worker.supervisor import Supervisor, _run_sql


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
    assert _run_sql(str(path), "SELECT * FROM t", {})["rows"] == [{"a": 1, "b": "hi"}]
    assert _run_sql(str(path), "UPDATE t SET a = :a", {"a": 2})["count"] == 1


def test_wrong_statement_is_told_in_the_words_of_the_database(path):
    """What SQLite says is the error."""
    prepare(path, "CREATE TABLE t (a)")
    assert _run_sql(str(path), "SELECT * FROM users", {})["error"] == "no such table: users"


def test_file_that_is_no_database_is_an_error(path):
    """An answer may have written anything there."""
    path.write_bytes(b"not a database, " * 100)
    assert _run_sql(str(path), "SELECT 1 FROM t", {}) == {"error": "file is not a database"}


@pytest.mark.parametrize(
    "make", [lambda _path: None, os.mkdir, os.mkfifo], ids=["missing", "folder", "pipe"]
)
def test_place_without_a_file_is_an_error(path, make):
    """Nothing is waited for at a pipe."""
    make(path)
    assert "does not exist" in _run_sql(str(path), "SELECT 1", {})["error"]


def test_endless_view_is_ended(path, monkeypatch):
    """A table may be a view that never ends; the supervisor has other things to do."""
    monkeypatch.setattr(supervisor, "SQL_SECONDS", 0.2)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    prepare(path, f"CREATE VIEW users AS {endless}")
    assert _run_sql(str(path), "SELECT * FROM users", {})["error"] == "interrupted"


def test_huge_value_is_refused(path):
    """Memory is not filled by a value that is made while it is read."""
    prepare(path, "CREATE VIEW users AS SELECT zeroblob(1000000000) AS name")
    assert "too big" in _run_sql(str(path), "SELECT * FROM users", {})["error"]


def test_too_many_rows_are_refused(path):
    """What is more than a message may hold is an error that says so."""
    count = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9000)"
    prepare(path, f"CREATE VIEW users AS {count} SELECT hex(zeroblob(1000)) AS name FROM n")  # noqa: S608 - ours
    told = _run_sql(str(path), "SELECT * FROM users", {})
    assert told == {"error": "the rows are larger than 8 MiB"}


LIES = [
    {},
    {"error": "the checker is at fault"},
    {"pid": 1},
    {"pid": -1},
    {"pid": 0},
    {"pid": "7"},
    {"pid": None},
    {"fault": "none"},
    {"loaded": "yes"},
    {"dropped": ["app.py"]},
]


@pytest.fixture
def supervised(tmp_path):
    """Return a supervisor, and the channel of a loader that says what it is told to say."""
    control, ours = channel_pair()
    settings = {"root": str(tmp_path), "nested": False, "isolated": False}
    known = Supervisor(control, settings)
    known.loader, theirs = channel_pair()
    loader = Channel(theirs, accept_descriptors=True)
    yield known, loader
    for sock in (control, ours, loader, known.loader):
        sock.close()
    for descriptor in (known.output.reader, known.output.writer):
        os.close(descriptor)


@pytest.mark.parametrize("lie", LIES, ids=str)
def test_lie_of_the_loader_is_a_fault_of_the_answer(supervised, lie):
    """What the answer's process says can neither excuse it nor name a process of others."""
    known, loader = supervised
    loader.send(lie)
    told = known._start({"op": "start"}, [])
    assert told == supervisor.NONSENSE
    assert known.applications == set()


def test_fault_that_the_loader_tells_is_passed_on(supervised):
    """The loader of an honest answer says why no application was started."""
    known, loader = supervised
    loader.send({"fault": {"kind": "processes"}, "error": "x"})
    assert known._start({"op": "start"}, []) == {"fault": {"kind": "processes"}}


def test_endless_frame_is_given_up_when_the_checker_hangs_up(supervised):
    """A loader that never ends its message is waited for as long as the checker waits."""
    known, loader = supervised
    loader.sock.sendall(b"\0\0\0\1")
    thread = threading.Thread(target=loader.sock.shutdown, args=[socket.SHUT_RDWR])
    thread.start()
    assert "fault" in known._start({"op": "start"}, [])
    thread.join()
