"""The fixtures of hidden suites, documented for authors in ``docs/writing-katas.md``."""

from __future__ import annotations

import select
import time
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from checker.sandbox import SubmissionFault
from checker.suite.case import Case, Fresh
from checker.suite.handles import (
    PAUSE,
    Clock,
    Database,
    Files,
    Finished,
    Logs,
    Program,
    Running,
    Statements,
    call_inside,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.client import Client

T = TypeVar("T")
SOON = 1.0  # seconds
CHECK = pytest.StashKey[Any]()  # a `checker.suite.plugin.Check`
CASE = pytest.StashKey[Case]()


class StartApp:
    """Starts instances of the application on the same database and files."""

    def __init__(self, case: Case, config: dict[str, Any]) -> None:
        """Start in *case*; *config* is what every instance is given."""
        self._case, self._config = case, config

    def __call__(
        self, config: dict[str, Any] | None = None, *, environ: dict[str, str] | None = None
    ) -> Running:
        """Start one with *config* laid over the fixture's.

        *environ* is laid over its environment when the answer has been imported already.
        """
        started = self._case.start({**self._config, **(config or {})}, environ or {})
        return Running(self._case, started)

    def refuses(
        self, config: dict[str, Any] | None = None, *, environ: dict[str, str] | None = None
    ) -> str:
        """Return the exception with which ``create_app`` refuses to start, empty if it starts."""
        try:
            self(config, environ=environ).stop()
        except SubmissionFault as error:
            if error.fault.kind != "factory":
                raise
            return error.fault.message
        return ""

    def refused(
        self, config: dict[str, Any] | None = None, *, environ: dict[str, str] | None = None
    ) -> str:
        """Return the same, where it must refuse: raises `AssertionError` if it starts."""
        told = self.refuses(config, environ=environ)
        if told:
            return told
        message = "The application must refuse to start, with an exception from create_app."
        raise AssertionError(message)


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
def start_app(case: Case, config: dict[str, Any]) -> StartApp:
    """Start another instance of the application on the same database and files."""
    return StartApp(case, config)


@pytest.fixture
def client(start_app: StartApp) -> Client:
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
def files(case: Case) -> Files:
    """Return the submission's folders."""
    return Files(case)


@pytest.fixture
def process(case: Case) -> Callable[..., Program]:
    """Run a program in the submission's folder: a console script, or ``python -m module``."""

    def run(*argv: str, environ: dict[str, str] | None = None, input: str = "") -> Program:  # noqa: A002 - as in subprocess
        return Program(case, argv, case.run(argv, environ or {}, input))

    return run


@pytest.fixture
def cli(
    process: Callable[..., Program], case: Case, config: dict[str, Any]
) -> Callable[..., Finished]:
    """Run a command of the application's own ``flask`` to its end."""

    def run(*arguments: str, input: str = "", environ: dict[str, str] | None = None) -> Finished:  # noqa: A002 - the same
        target = f"app:create_app({case.configured(config)!r})"
        return process("flask", "--app", target, *arguments, environ=environ, input=input).wait()

    return run


@pytest.fixture
def inside(case: Case) -> Callable[..., Any]:
    """Call a function of the suite, with the application first, where the application is."""

    def call(function: Callable[..., Any], *arguments: Any) -> Any:  # noqa: ANN401 - any JSON value
        return call_inside(case, function, arguments)

    return call


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


@pytest.fixture
def soon(case: Case) -> Callable[..., Any]:
    """Look until something is so, since what follows an answer may come a moment after it."""

    def look_until(look: Callable[[], T], within: float = SOON) -> T:
        due = time.monotonic() + min(within, case.seconds_left())
        while not (seen := look()) and time.monotonic() < due:
            select.select([], [], [], PAUSE)
        return seen

    return look_until
