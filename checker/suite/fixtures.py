"""The fixtures of hidden suites, documented for authors in ``docs/writing-katas.md``."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from checker.suite.case import Case, Fresh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.client import Client
    from checker.sandbox import Application

CHECK = pytest.StashKey[Any]()  # a `checker.suite.plugin.Check`
CASE = pytest.StashKey[Case]()


class Running:
    """The handle that `start_app` returns."""

    def __init__(self, case: Case, application: Application) -> None:
        """Stand for *application* in *case*."""
        self._case, self._application = case, application

    def client(self) -> Client:
        """Return another client, with cookies of its own."""
        return self._case.client(self._application)

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

    def _run(self, sql: str, parameters: dict[str, Any]) -> dict[str, Any]:
        told = self._case.box.sql(self._case.database_path, sql, parameters)
        if "error" in told:
            message = f"The database in SQLALCHEMY_DATABASE_URI must be usable: {told['error']}."
            raise AssertionError(message)
        return told


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
        self._forgotten = 0

    @property
    def executed(self) -> list[str]:
        """The statements since the last `clear`, in order."""
        return self._case.statements()[self._forgotten :]

    def clear(self) -> None:
        """Forget what was executed so far."""
        self._forgotten = len(self._case.statements())

    def __len__(self) -> int:
        """Return how many statements there are since the last `clear`."""
        return len(self.executed)


@pytest.fixture(name="case")
def _case(request: pytest.FixtureRequest) -> Iterator[Case]:
    check = request.config.stash[CHECK]
    case = Case(check.kata, check.box, check.deadline, request.fixturenames)
    request.node.stash[CASE] = case
    yield case
    case.close()


@pytest.fixture
def config() -> dict[str, Any]:
    """Values for ``create_app`` in every test; a suite overrides this in its conftest.py."""
    return {}


@pytest.fixture
def start_app(case: Case, config: dict[str, Any]) -> Callable[..., Running]:
    """Start another instance of the application on the same database and files."""

    def start(overrides: dict[str, Any] | None = None) -> Running:
        return Running(case, case.start({**config, **(overrides or {})}))

    return start


@pytest.fixture
def client(start_app: Callable[..., Running]) -> Client:
    """Return an HTTP client on a freshly started application."""
    return start_app().client()


@pytest.fixture
def fresh(request: pytest.FixtureRequest) -> Fresh:
    """Return a source of values that differ from run to run."""
    return Fresh(request.config.stash[CHECK].seed, request.node.name)


@pytest.fixture
def database(case: Case) -> Database:
    """Return the submission's database."""
    return Database(case)


@pytest.fixture
def clock(case: Case) -> Clock:
    """Return the application's clock."""
    return Clock(case)


@pytest.fixture
def logs(case: Case) -> Logs:
    """Return the application's output."""
    return Logs(case)


@pytest.fixture
def statements(case: Case) -> Statements:
    """Return the record of SQL statements."""
    return Statements(case)
