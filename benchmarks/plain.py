"""Run a kata's suite in process, as an ordinary grader would: the baseline for speed.

The submission is imported once, `create_app` runs once per test on its own SQLite file, and
requests go through Werkzeug's in-process client. Nothing is isolated, nothing slowed down.

    cd benchmarks && pytest -p plain --submission ../solutions/jwt_auth ../katas/jwt_auth/hidden
"""

from __future__ import annotations

import importlib
import random
import sqlite3
import string
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
import time_machine
from werkzeug.test import Client

if TYPE_CHECKING:
    from types import ModuleType

    from flask import Flask

T = TypeVar("T")
StartApp = Callable[..., "Instance"]
Value = str | float | bytes | None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that say what is graded."""
    group = parser.getgroup("plain")
    group.addoption("--submission", type=Path, required=True, help="the answer's folder")
    group.addoption("--seed", default=None, help="repeat the fresh values of an earlier run")


def pytest_configure(config: pytest.Config) -> None:
    """Register the suites' marker, choose the seed, and leave stderr to `logs`."""
    config.addinivalue_line("markers", "concept(id): the concept that the test belongs to")
    config.option.seed = config.option.seed or str(random.SystemRandom().randrange(10**6))
    # Both collect what belongs on stderr, and a root handler keeps Flask from adding its own.
    config.pluginmanager.set_blocked("logging-plugin")
    config.pluginmanager.unregister(name="warnings")
    warnings.simplefilter("always", DeprecationWarning)


def pytest_report_header(config: pytest.Config) -> str:
    """Show the seed."""
    return f"plain: seed {config.option.seed}"


class Instance:
    """A running application."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def client(self) -> Client:
        """Return a new client with its own cookies."""
        return Client(self.app)

    def stop(self) -> None:
        """Stop the application: in process there is nothing to stop."""


class Fresh:
    """Random values that no answer can know."""

    _kinds = (string.ascii_lowercase, string.ascii_uppercase, string.digits, "!#%&*+-=?@_")

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311 - nothing here is secret

    def text(self, length: int, alphabet: str = string.ascii_letters + string.digits) -> str:
        """Return letters and digits."""
        return "".join(self._random.choices(alphabet, k=length))

    def word(self, length: int = 8) -> str:
        """Return lower-case letters."""
        return self.text(length, string.ascii_lowercase)

    def name(self) -> str:
        """Return a word that looks like a first name."""
        return self.word().capitalize()

    def email(self) -> str:
        """Return an e-mail address."""
        return f"{self.word()}@{self.word()}.com"

    def password(self) -> str:
        """Return a password with a capital, a small letter, a digit and a sign."""
        return "".join(self.text(4, letters) for letters in self._kinds)

    def integer(self, low: int, high: int) -> int:
        """Return a number between two limits, which may themselves come."""
        return self._random.randint(low, high)

    def choice(self, sequence: Sequence[T]) -> T:
        """Return one of the elements."""
        return self._random.choice(sequence)


class Database:
    """The submission's SQLite file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rows(self, sql: str, **params: Value) -> list[dict[str, Any]]:
        """Run a query and return its rows by column name."""
        connection = sqlite3.connect(self.path)
        connection.row_factory = sqlite3.Row
        try:
            return [dict(row) for row in connection.execute(sql, params)]
        finally:
            connection.close()

    def execute(self, sql: str, **params: Value) -> int:
        """Run a statement, commit, and return the number of rows it changed."""
        connection = sqlite3.connect(self.path)
        try:
            with connection:
                return connection.execute(sql, params).rowcount
        finally:
            connection.close()

    def tables(self) -> list[str]:
        """Return the names of the tables, without SQLite's own."""
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        return [row["name"] for row in self.rows(sql)]

    def columns(self, table: str) -> list[str]:
        """Return the names of a table's columns."""
        sql = "SELECT name FROM pragma_table_info(:table)"
        return [row["name"] for row in self.rows(sql, table=table)]


class Logs:
    """What the application wrote to stdout and stderr since the test began."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture
        self._text = ""

    @property
    def text(self) -> str:
        """Return everything."""
        self._text += "".join(self._capture.readouterr())
        return self._text

    @property
    def lines(self) -> list[str]:
        """Return everything by line."""
        return self.text.splitlines()


class Clock:
    """The application's time."""

    def __init__(self, traveller: time_machine.Traveller) -> None:
        self._traveller = traveller

    def tick(self, **amount: float) -> None:
        """Move the time forward by `seconds`, `minutes`, `hours` or `days`."""
        self._traveller.shift(timedelta(**amount))


class Statements:
    """The SQL that SQLAlchemy executed since the test began."""

    def __init__(self) -> None:
        self.executed: list[str] = []

    def __len__(self) -> int:
        return len(self.executed)

    def clear(self) -> None:
        """Forget what was executed so far."""
        self.executed.clear()


@pytest.fixture(scope="session")
def submission(pytestconfig: pytest.Config) -> ModuleType:
    """Import the answer, once."""
    folder: Path = pytestconfig.option.submission
    sys.path.insert(0, str(folder.resolve()))
    return importlib.import_module("app")


@pytest.fixture
def config() -> dict[str, Any]:
    """Give the configuration that a suite may override."""
    return {}


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Give the database of this test, empty at first."""
    return Database(tmp_path / "app.db")


@pytest.fixture
def start_app(submission: ModuleType, config: dict[str, Any], database: Database) -> StartApp:
    """Start another instance of the application on the same database."""

    def start_app(overrides: Mapping[str, Any] | None = None) -> Instance:
        uri = {"SQLALCHEMY_DATABASE_URI": f"sqlite:///{database.path}"}
        factory = getattr(submission, "create_app", None)
        app = factory({**uri, **config, **(overrides or {})}) if factory else submission.app
        return Instance(app)

    return start_app


@pytest.fixture
def client(start_app: StartApp) -> Client:
    """Give a client on a new instance of the application."""
    return start_app().client()


@pytest.fixture
def fresh(request: pytest.FixtureRequest) -> Fresh:
    """Give values of this test and this run."""
    return Fresh(f"{request.config.option.seed}:{request.node.nodeid}")


@pytest.fixture
def logs(capsys: pytest.CaptureFixture[str]) -> Logs:
    """Give what the application writes."""
    return Logs(capsys)


@pytest.fixture
def clock() -> Iterator[Clock]:
    """Give the application's time."""
    with time_machine.travel(datetime.now(UTC)) as traveller:
        yield Clock(traveller)


@pytest.fixture
def statements() -> Iterator[Statements]:
    """Give the SQL that the application executes."""
    from sqlalchemy import Engine, event  # noqa: PLC0415 - most katas have no database

    record = Statements()

    def listen(_connection: object, _cursor: object, sql: str, *_rest: object) -> None:
        record.executed.append(sql)

    event.listen(Engine, "before_cursor_execute", listen)
    yield record
    event.remove(Engine, "before_cursor_execute", listen)
