"""What the fixtures hand to a suite: handles on applications, programs, files, time, evidence."""

from __future__ import annotations

import base64
import inspect
import posixpath
import select
import shlex
import textwrap
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from checker.sandbox import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.client import Client
    from checker.sandbox import Application
    from checker.suite.case import Case

LOOK_SECONDS = 0.25
PAUSE = 0.005


class Running:
    """The handle that `start_app` returns."""

    def __init__(self, case: Case, application: Application) -> None:
        """Stand for *application* in *case*."""
        self._case, self._application = case, application

    def client(self) -> Client:
        """Return another client, with cookies of its own."""
        return self._case.client(self._application.path)

    def stop(self) -> None:
        """End the application's process."""
        self._application.stop()
        self._case.applications.remove(self._application)


class Database:
    """The submission's SQLite file, read and changed from outside of the application."""

    def __init__(self, case: Case) -> None:
        """Work on the file of *case*."""
        self._case = case

    def rows(self, sql: str, **parameters: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any SQL value
        """Return the rows of a query as dictionaries."""
        rows: list[dict[str, Any]] = self._run(sql, parameters)["rows"]
        return rows

    def execute(self, sql: str, **parameters: Any) -> int:  # noqa: ANN401 - any SQL value
        """Run a statement, commit, and return how many rows it changed."""
        return int(self._run(sql, parameters)["count"])

    def tables(self) -> list[str]:
        """Return the names of all tables, sorted."""
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        return sorted(row["name"] for row in self.rows(sql))

    def columns(self, table: str) -> list[str]:
        """Return the names of the columns of *table*, in order."""
        return [row["name"] for row in self.rows("SELECT name FROM pragma_table_info(:t)", t=table)]

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the file as a writer does: meanwhile others can read, and wait when they write."""
        self._told(self._case.box.lock(self._case.database_path))
        try:
            yield
        finally:
            self._case.box.unlock()

    def _run(self, sql: str, parameters: dict[str, Any]) -> dict[str, Any]:
        return self._told(self._case.box.sql(self._case.database_path, sql, parameters))

    def _told(self, told: dict[str, Any]) -> dict[str, Any]:
        if "error" in told:
            message = f"The database in SQLALCHEMY_DATABASE_URI must be usable: {told['error']}."
            raise AssertionError(message)
        return told


class Files:
    """The submission's working folder, and whatever else it can write to."""

    def __init__(self, case: Case) -> None:
        """Look into the box of *case*."""
        self._case = case

    def path(self, name: str) -> str:
        """Return where *name*, relative to the working folder, is for the application."""
        return posixpath.normpath(f"{self._case.box.root}/app/{name}")

    def tree(self) -> dict[str, str]:
        """Return a digest of each file, by name relative to the working folder.

        Everything that the submission can write to is in it, with names such as ``../data/app.db``
        and ``/tmp/x``. Folders end with a slash.
        """
        return self._case.box.tree()

    def read(self, name: str) -> bytes:
        """Return the content of a file, up to 4 MiB; an `AssertionError` says if there is none."""
        told = self._case.box.read(name)
        if "error" in told:
            message = f"The file {name} must be readable: {told['error']}."
            raise AssertionError(message)
        return base64.b64decode(told["data"])

    def write(self, name: str, data: bytes | str) -> None:
        """Put a file there, with the folders that it needs."""
        self._case.box.write(name, data.encode() if isinstance(data, str) else data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """How a program ended, and what it wrote."""

    exit_code: int
    stdout: str
    stderr: str


class Program:
    """The handle that `process` returns."""

    def __init__(self, case: Case, argv: tuple[str, ...], pid: int) -> None:
        """Stand for the program *pid* in *case*."""
        self._case, self._pid = case, pid
        self._shown = shlex.join(argv)

    @property
    def stdout(self) -> str:
        """What it has written to standard output so far, up to 512 KiB."""
        return text_of(self._look(0).get("stdout"), most=None)

    @property
    def stderr(self) -> str:
        """The same for standard error."""
        return text_of(self._look(0).get("stderr"), most=None)

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self._look(0).get("code") is None

    def wait(self, within: float | None = None) -> Finished:
        """Wait for its end, as long as the test may take; it must come *within* these seconds."""
        due = time.monotonic() + within if within else None
        while True:
            told = self._look(min(LOOK_SECONDS, self._case.seconds_left()))
            if told.get("code") is not None:
                out, err = (text_of(told.get(name), most=None) for name in ("stdout", "stderr"))
                return Finished(exit_code=int(told["code"]), stdout=out, stderr=err)
            self._case.check_time(f"{self._shown} did not end")
            if due and time.monotonic() > due:
                message = f"{self._shown} must end within {within:g} s, but runs on."
                raise AssertionError(message)

    def says(self, text: str) -> None:
        """Wait until *text* is in what it has written, as long as the test may take."""
        while text not in self.stdout + self.stderr:
            if not self.runs and text not in self.stdout + self.stderr:
                message = f"{self._shown} must write {text!r}, but has ended."
                raise AssertionError(message)
            self._case.check_time(f"{self._shown} did not write {text!r}")
            self._look(PAUSE)

    def signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        self._case.box.signal(self._pid, number)

    def listens(self, port: int, host: str = "127.0.0.1") -> bool:
        """Whether a connection to *port* is accepted now."""
        return self._case.box.connects(self._pid, host, port, 0)

    def client(self, port: int, host: str = "127.0.0.1") -> Client:
        """Return a client of what listens on *port*, as soon as something does.

        The server sees connections from 127.0.0.1, or from another loopback address that a
        request has as its ``REMOTE_ADDR``.
        """
        while not self._case.box.connects(self._pid, host, port, LOOK_SECONDS):
            if not self.runs:
                message = f"{self._shown} must listen on {host}:{port}, but has ended."
                raise AssertionError(message)
            self._case.check_time(f"{self._shown} did not listen on {host}:{port}")
        return self._case.client(self._case.relay(host, port))

    def _look(self, seconds: float) -> dict[str, Any]:
        return self._case.box.look(self._pid, max(seconds, 0))


class Clock:
    """The application's time."""

    def __init__(self, case: Case) -> None:
        """Move the time of all applications of *case*."""
        self._case = case

    def tick(self, **delta: float) -> None:
        """Move on by ``seconds``, ``minutes``, ``hours``, ``days``, as in `datetime.timedelta`."""
        self._case.tick(timedelta(**delta).total_seconds())


class Logs:
    """What the application wrote to stdout, stderr and logging since the test began."""

    def __init__(self, case: Case) -> None:
        """Read the output of *case*."""
        self._case = case

    @property
    def text(self) -> str:
        """All of it, up to 1 MiB."""
        return self._case.box.logs()

    @property
    def lines(self) -> list[str]:
        """The same, line by line."""
        return self.text.splitlines()


class Statements:
    """SQL statements that were executed through SQLAlchemy since the test began."""

    def __init__(self, case: Case) -> None:
        """Ask the applications of *case*."""
        self._case = case
        self._forgotten: dict[int, int] = {}

    @property
    def executed(self) -> list[str]:
        """The statements since the last `clear`, in order."""
        told = self._case.statements()
        return [
            s for number, all_ in enumerate(told) for s in all_[self._forgotten.get(number, 0) :]
        ]

    def clear(self) -> None:
        """Forget what was executed so far."""
        told = self._case.statements()
        self._forgotten = {number: len(statements) for number, statements in enumerate(told)}

    def __len__(self) -> int:
        """Return how many statements there are since the last `clear`."""
        return len(self.executed)

    def wait_for(self, count: int, *words: str, seconds: float = 3.0) -> bool:
        """Wait until *count* statements that begin with one of *words* are on their way.

        Returns whether that was so within *seconds*.
        """
        deadline = time.monotonic() + min(seconds, self._case.seconds_left())
        while sum(s.lstrip().upper().startswith(words) for s in self.executed) < count:
            if time.monotonic() > deadline:
                return False
            select.select([], [], [], PAUSE)
        return True


def call_inside(case: Case, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:  # noqa: ANN401 - any JSON value
    """Run *function* in the process of the application that was started last.

    Raises `AssertionError` if it raises, and `SubmissionFault` if nothing comes back.
    """
    source = textwrap.dedent(inspect.getsource(function))
    told = case.inside(source, function.__name__, arguments)
    if "raised" in told:
        message = f"What was tried inside the application raised {text_of(told['raised'])}"
        raise AssertionError(message)
    return told["result"]
