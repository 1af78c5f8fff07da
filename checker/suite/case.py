"""One test's view of one submission: its applications, its exchanges, its time."""

from __future__ import annotations

import random
import string
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from checker.client import Client
from checker.report import Exchange, Fault
from checker.sandbox import SubmissionFault, text_of
from checker.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.catalog import Kata
    from checker.sandbox import Application, Box
    from checker.worker.protocol import Message

T = TypeVar("T")

REPORTERS = frozenset({"clock", "logs", "statements", "inside"})


class Case:
    """Starts applications for one test, within the limits, and collects its evidence."""

    def __init__(self, kata: Kata, box: Box, deadline: float, record: Sequence[str]) -> None:
        """Work in *box* until *deadline* (monotonic); *record* names the test's fixtures."""
        self.kata, self.box = kata, box
        self.deadline = min(deadline, time.monotonic() + kata.limits.test)
        self.record = [name for name in record if name in REPORTERS]
        self.exchanges: list[Exchange] = []
        self.judged: int | None = None
        self.applications: list[Application] = []
        self.programs: list[int] = []
        self.sockets: list[str] = []
        self.ahead = 0.0

    @property
    def database_path(self) -> str:
        """Where the submission's SQLite file is, inside."""
        return f"{self.box.root}/data/app.db"

    def seconds_left(self) -> float:
        """Return how long this test may still take."""
        return self.deadline - time.monotonic()

    def configured(self, config: dict[str, Any]) -> dict[str, Any]:
        """Return *config* with what the checker adds to it."""
        if self.kata.has_database:
            return {"SQLALCHEMY_DATABASE_URI": f"sqlite:///{self.database_path}"} | config
        return config

    def check_time(self, problem: str) -> None:
        """Raise `SubmissionFault` with *problem* if the test's time is over."""
        if self.seconds_left() <= 0:
            limit = self.kata.limits.test
            raise SubmissionFault(Fault(kind="timeout", message=f"{problem} within {limit:g} s"))

    def start(self, config: dict[str, Any], environ: dict[str, str]) -> Application:
        """Start the application; raise `SubmissionFault` if it does not start."""
        config = self.configured(config)
        timeout = self.seconds_left()
        if timeout <= 0:
            raise SubmissionFault(Fault(kind="timeout", message="The test ran out of its time"))
        application = self.box.start(
            config, environ=environ, clock=self.ahead, record=self.record, timeout=timeout
        )
        self.applications.append(application)
        return application

    def client(self, path: str) -> Client:
        """Return a client with cookies of its own for what listens on the socket *path*."""
        limit = self.kata.limits.request
        transport = Transport(path, self.exchanges, self.seconds_left, limit)
        transport.looked_at = self.look_at
        return Client(transport)

    def look_at(self, place: int) -> None:
        """Remember that the exchange at *place* is what the test looked at last."""
        self.judged = place

    def tick(self, seconds: float) -> None:
        """Move the time of all applications of this test on."""
        self.ahead += seconds
        for application in self.applications:
            application.ask({"op": "tick", "seconds": seconds})

    def statements(self) -> list[list[str]]:
        """Return the SQL statements of each application of this test."""
        told: list[list[str]] = []
        for application in self.applications:
            statements = application.ask({"op": "statements"}).get("statements")
            entries = statements if isinstance(statements, list) else []
            told.append([entry for entry in entries if isinstance(entry, str)])
        return told

    def run(self, argv: Sequence[str], environ: dict[str, str], given: str) -> int:
        """Start the program *argv*; return its number."""
        pid = self.box.run(argv, environ, given)
        self.programs.append(pid)
        return pid

    def relay(self, host: str, port: int) -> str:
        """Return the path of a socket whose connections are passed on to *port* inside."""
        path = self.box.relay(host, port)
        self.sockets.append(path)
        return path

    def inside(self, source: str, name: str, arguments: Sequence[Any]) -> Message:
        """Run the function *name* of *source* in the application that was started last.

        Raises `SubmissionFault` if nothing that makes sense comes back.
        """
        message = {"op": "inside", "source": source, "name": name, "arguments": list(arguments)}
        told = self.applications[-1].ask(
            message, min(self.kata.limits.request, self.seconds_left())
        )
        if not {"result", "raised"} & told.keys():
            problem = "The application's process did not answer what was asked inside of it"
            raise SubmissionFault(Fault(kind="crash", message=problem))
        return told

    def logs(self) -> str:
        """Return what the applications wrote, and what the programs did."""
        told = [self.box.logs()]
        for pid in self.programs:
            seen = self.box.look(pid, 0)
            told += [text_of(seen.get("stdout")), text_of(seen.get("stderr"))]
        return "".join(told)

    def evidence(self) -> Message:
        """Return what the application in use last tells about its view and its exception."""
        return self.applications[-1].ask({"op": "evidence"}) if self.applications else {}

    def close(self) -> None:
        """End the test's applications and bring the folders back."""
        for application in self.applications:
            application.close()
        for path in self.sockets:
            Path(path).unlink(missing_ok=True)
        if self.box.dead is None:
            self.box.reset()


class Fresh:
    """Values that no answer can know beforehand; the same ones for the same seed and test."""

    def __init__(self, seed: int, test: str) -> None:
        """Seed by run and test, so that the order of tests does not matter."""
        self.random = random.Random(f"{seed}:{test}")  # noqa: S311 - repeatable on purpose

    def word(self, length: int = 8) -> str:
        """Return lower-case letters."""
        return "".join(self.random.choices(string.ascii_lowercase, k=length))

    def name(self) -> str:
        """Return a capitalised word."""
        return self.word().capitalize()

    def email(self) -> str:
        """Return an address that was never used before."""
        return f"{self.word()}@{self.word(6)}.com"

    def password(self) -> str:
        """Return 16 letters, digits and punctuation marks."""
        return "".join(self.random.choices(string.ascii_letters + string.digits + "!#%+-_.", k=16))

    def text(self, length: int) -> str:
        """Return letters and digits."""
        return "".join(self.random.choices(string.ascii_letters + string.digits, k=length))

    def integer(self, low: int, high: int) -> int:
        """Return a whole number from *low* to *high*, both included."""
        return self.random.randint(low, high)

    def choice(self, sequence: Sequence[T]) -> T:
        """Return one of *sequence*."""
        return self.random.choice(sequence)
