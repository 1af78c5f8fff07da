"""Builders of records, answers and fake servers, shared by the tests of the pure modules."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import signal
import socket
import tarfile
import threading
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.catalog import Concept, Kata, Limits
from checker.client import Client
from checker.report import (
    Comparison,
    ConceptResult,
    Exchange,
    Fault,
    Frame,
    Report,
    TestResult,
)
from checker.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden"
PATIENCE = 10.0


# Records


def a_test(**fields: Any) -> TestResult:
    """Return a test of ``says-hello`` that passed, but for *fields*."""
    usual = {
        "name": "test_hello.py::test_front_page",
        "concept": "says-hello",
        "requirement": "The front page must answer 200.",
        "outcome": "passed",
        "seconds": 0.01,
    }
    return TestResult(**(usual | fields))


def a_concept(**fields: Any) -> ConceptResult:
    """Return the concept ``says-hello``, passed, but for *fields*."""
    usual = {
        "id": "says-hello",
        "number": 1,
        "title": "The front page says Hello, World!",
        "level": "core",
        "red_flag": False,
        "outcome": "passed",
        "evidence": "observed",
    }
    return ConceptResult(**(usual | fields))


def a_report(*concepts: ConceptResult, **fields: Any) -> Report:
    """Return a report on ``hello_app`` with *concepts*, one passed if none are given."""
    usual = {
        "kata": "hello_app",
        "title": "Hello, World",
        "submission": "work/hello_app",
        "digest": "0" * 64,
        "isolation": "isolated",
        "seed": 7,
        "seconds": 0.42,
        "started": "2026-01-31T12:00:00+00:00",
        "concepts": concepts or (a_concept(tests=(a_test(),)),),
        "environment": {"python": "3.13.1", "Flask": "3.1.2"},
    }
    return Report(**(usual | fields))


def passed_report() -> Report:
    """Return a check that every concept of three levels passed."""
    return a_report(
        a_concept(tests=(a_test(),)),
        a_concept(id="debug-is-off", number=2, title="Debug mode is off", red_flag=True),
        a_concept(id="greets-from-config", number=3, title="The greeting is set", level="strong"),
        a_concept(id="speaks-http", number=4, title="HEAD has no body", level="expert"),
    )


def failed_report() -> Report:
    """Return a check with a failure, a blocked concept, a red flag and one more open concept."""
    return a_report(
        a_concept(
            id="issues-token",
            title="A valid login returns an access token",
            tests=(a_test(),),
        ),
        a_concept(
            id="protects-route",
            number=2,
            title="A protected route answers 401 without a valid token",
            outcome="failed",
            red_flag=True,
            tests=(failed_test(), failed_test(name="test_profile.py::test_forged")),
        ),
        a_concept(
            id="reads-identity",
            number=3,
            title="The profile is that of the token's owner",
            outcome="blocked",
            blocked_by=("protects-route",),
        ),
        a_concept(
            id="expires",
            number=4,
            title="A token expires after fifteen minutes, and the answer says so in words",
            level="strong",
            outcome="failed",
            evidence="reported",
            tests=(a_test(outcome="failed", requirement="An old token must answer 401."),),
        ),
        kata="jwt_auth",
        title="JWT authentication",
        submission="work/jwt_auth",
        notes=("left out: conftest.py, instance/app.db",),
    )


def failed_test(**fields: Any) -> TestResult:
    """Return a test that failed on a status, with all the evidence there can be."""
    login = Exchange(
        method="POST",
        target="/login",
        request_headers=(("Content-Type", "application/json"), ("Host", "localhost")),
        request_body='{"email": "ann@example.com", "password": "hunter2"}',
        status="200 OK",
        response_headers=(("Content-Type", "application/json"),),
        response_body='{"access_token": "eyJhbGciOi"}',
    )
    profile = Exchange(
        method="GET",
        target="/me?full=1",
        request_headers=(("Host", "localhost"), ("Authorization", "Bearer eyJhbGciOi")),
        status="422 UNPROCESSABLE ENTITY",
        response_headers=(("Content-Type", "application/json"), ("Server", "Werkzeug")),
        response_body='{\n  "msg": "Subject must be a string"\n}\n',
    )
    usual = {
        "name": "test_profile.py::test_profile",
        "concept": "protects-route",
        "requirement": "A request with a valid token must reach the profile.",
        "outcome": "failed",
        "message": "The profile must answer 200.",
        "comparison": Comparison(operator="==", actual="422", expected="200"),
        "exchanges": (login, profile),
        "handler": Frame(path="app.py", line=41, function="me"),
        "logs": "INFO in app: login of ann@example.com\n",
        "suite_line": "test_profile.py:12",
    }
    return TestResult(**(usual | fields))


def raised_report() -> Report:
    """Return a check in which a view raised, so that a traceback is shown."""
    test = failed_test(
        comparison=Comparison(operator="==", actual="500", expected="200"),
        exception="KeyError: 'email'",
        frames=(
            Frame(path="app.py", line=30, function="me", code="user = current_user()"),
            Frame(path="app/auth.py", line=8, function="current_user", code='claims["email"]'),
        ),
    )
    return a_report(a_concept(outcome="failed", tests=(test,)))


def syntax_fault_report() -> Report:
    """Return a check of an answer that is no Python."""
    fault = Fault(
        kind="syntax",
        message="'(' was never closed in app.py, line 9",
        frames=(Frame(path="app.py", line=9, function="", code="app = Flask(__name__"),),
        detail="app = Flask(__name__\n           ^",
    )
    return faulty_report(fault)


def factory_fault_report() -> Report:
    """Return a check of an answer whose ``create_app`` raised."""
    fault = Fault(
        kind="factory",
        message="create_app raised KeyError: 'SECRET_KEY'",
        frames=(
            Frame(path="app.py", line=14, function="create_app", code="init(app)"),
            Frame(path="app.py", line=6, function="init", code='app.config["SECRET_KEY"]'),
        ),
    )
    return faulty_report(fault)


def faulty_report(fault: Fault) -> Report:
    """Return a check of an answer that could not be used because of *fault*."""
    tests = (a_test(outcome="error", message=fault.message, fault=fault),)
    return a_report(
        a_concept(outcome="error", tests=tests),
        a_concept(id="debug-is-off", number=2, title="Debug mode is off", red_flag=True,
                  outcome="blocked", blocked_by=("says-hello",)),
        fault=fault,
    )  # fmt: skip


def crashed_report() -> Report:
    """Return a check in which a view ended the process."""
    fault = Fault(
        kind="crash",
        message="GET /: the application closed the connection without an answer",
        detail="exit code 3",
    )
    request = Exchange(method="GET", target="/", request_headers=(("Host", "localhost"),))
    test = a_test(outcome="error", message=fault.message, fault=fault, exchanges=(request,))
    return a_report(a_concept(outcome="error", tests=(test,)))


def problem_report() -> Report:
    """Return a check in which the suite itself broke."""
    trace = (
        "Traceback (most recent call last):\n"
        '  File "test_hello.py", line 3, in test_front_page\n'
        "ZeroDivisionError: division by zero\n"
    )
    test = a_test(outcome="checker problem", message=trace)
    return a_report(a_concept(outcome="checker problem", tests=(test,)))


def hostile_report() -> Report:
    """Return a check of a candidate who writes control sequences wherever they can."""
    evil = "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x1b[0m \u202eklat\u202c\x08\x9b1m\x00\rgone"
    exchange = Exchange(
        method="GET",
        target=f"/{evil}",
        status=f"200 {evil}",
        response_headers=(("X-Evil", evil),),
        response_body=evil,
    )
    test = a_test(
        outcome="failed",
        message=f"Expected a page, got {evil}",
        comparison=Comparison(operator="==", actual=f"'{evil}'", expected="'page'"),
        exchanges=(exchange, exchange),
        exception=f"ValueError: {evil}",
        frames=(Frame(path=f"{evil}.py", line=1, function=evil, code=evil),),
        logs=evil,
    )
    silent = a_test(outcome="failed", handler=Frame(path=evil, line=2, function=evil), logs=evil)
    fault = Fault(kind="exit", message=evil, detail=evil, frames=test.frames)
    dead = a_test(outcome="error", message=evil, fault=fault)
    return a_report(
        a_concept(outcome="failed", tests=(test, silent, dead)),
        submission=f"work/{evil}",
        notes=(f"left out: {evil}",),
    )


def a_catalog_concept(**fields: Any) -> Concept:
    """Return the concept ``says-hello`` as kata.toml has it, but for *fields*."""
    usual = {
        "id": "says-hello",
        "number": 1,
        "title": "The front page says Hello, World!",
        "level": "core",
        "red_flag": False,
        "needs": (),
        "hints": ("Look at the front page.",),
    }
    return Concept(**(usual | fields))


def a_kata(folder: Path = ROOT, **fields: Any) -> Kata:
    """Return the record of a kata with one concept, but for *fields*."""
    usual = {
        "id": "hello_app",
        "folder": folder,
        "title": "Hello, World",
        "track": "basics",
        "difficulty": "easy",
        "minutes": 15,
        "packages": ("flask",),
        "questions": (),
        "after": (),
        "limits": Limits(),
        "concepts": (a_catalog_concept(),),
    }
    return Kata(**(usual | fields))


# Golden files


def assert_golden(name: str, text: str) -> None:
    """Compare *text* with the golden file *name*; ``GOLDEN=write`` in the environment writes it."""
    path = GOLDEN / name
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def longest(text: str) -> int:
    """Return the length of the longest line of *text*."""
    return max(len(line) for line in text.splitlines())


# Files


def write_files(folder: Path, files: dict[str, str]) -> Path:
    """Write *files*, by relative name, below *folder* and return it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def tree(folder: Path) -> dict[str, str]:
    """Return the files below *folder* by relative name, with their text."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def a_tar(files: dict[str, bytes], mode: str = "w") -> bytes:
    """Return a tar archive of *files*, compressed as *mode* says."""
    return tar_of(*[(tarfile.TarInfo(name), content) for name, content in files.items()], mode=mode)


def tar_of(*members: tuple[tarfile.TarInfo, bytes], mode: str = "w") -> bytes:
    """Return a tar archive of *members*, whatever they are."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for info, content in members:
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def a_member(name: str, kind: bytes, link: str = "") -> tarfile.TarInfo:
    """Return the header of a tar member that is no regular file."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


def a_zip(
    files: dict[str, bytes], *, attributes: int = 0, method: int = zipfile.ZIP_STORED
) -> bytes:
    """Return a zip archive of *files*, all with the external *attributes*."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = attributes
            info.compress_type = method
            archive.writestr(info, content)
    return buffer.getvalue()


def open_descriptors() -> int:
    """Return how many descriptors this process has open."""
    return len(list(Path("/dev/fd").iterdir()))


# Fake servers on a Unix socket


class Answered:
    """What a fake server was sent, for one connection after the other."""

    def __init__(self, path: Path) -> None:
        """Stand for the server on *path*."""
        self.path = path
        self.exchanges: list[Exchange] = []
        self.requests: list[bytes] = []

    def client(self, limit: float = PATIENCE, left: float = PATIENCE) -> Client:
        """Return a client of the server with these limits in seconds."""
        return Client(Transport(str(self.path), self.exchanges, lambda: left, limit))

    @property
    def preface(self) -> dict[str, Any]:
        """The line before the last request."""
        return json.loads(self.requests[-1].partition(b"\r\n")[0])

    @property
    def request_line(self) -> str:
        """The last request's first line."""
        return self.requests[-1].split(b"\r\n")[1].decode()

    @property
    def headers(self) -> dict[str, str]:
        """The last request's headers."""
        head = self.requests[-1].partition(b"\r\n\r\n")[0].decode().split("\r\n")[2:]
        return dict(line.split(": ", 1) for line in head)

    @property
    def body(self) -> bytes:
        """The last request's body."""
        return self.requests[-1].partition(b"\r\n\r\n")[2]


@contextlib.contextmanager
def serving(path: Path, *handlers: Callable[[socket.socket, bytes], object]) -> Iterator[Answered]:
    """Serve one connection with each of *handlers*, in order, on the Unix socket *path*.

    A handler is called with the connection and the request that was read from it.
    """
    seen = Answered(path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.settimeout(PATIENCE)
        listener.bind(str(path))
        listener.listen()
        thread = threading.Thread(target=_serve, args=(listener, handlers, seen))
        thread.start()
        try:
            yield seen
        finally:
            thread.join(2 * PATIENCE)
            assert not thread.is_alive()


def _serve(
    listener: socket.socket,
    handlers: tuple[Callable[[socket.socket, bytes], object], ...],
    seen: Answered,
) -> None:
    for handler in handlers:
        connection, _ = listener.accept()
        with connection, contextlib.suppress(ConnectionError, TimeoutError):
            connection.settimeout(PATIENCE)
            greedy = not getattr(handler, "leaves_body", False)
            request = _read_request(connection, with_body=greedy)
            seen.requests.append(request)
            handler(connection, request)


def _read_request(connection: socket.socket, *, with_body: bool) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(2**16 if with_body else 64)
        if not part:
            return data
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    length = [line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    wanted = int(length[0].split(b":")[1]) if length and with_body else 0
    while len(body) < wanted:
        body += connection.recv(2**16)
    return head + b"\r\n\r\n" + body


def says(data: bytes | str) -> Callable[[socket.socket, bytes], object]:
    """Return a handler that writes *data* and closes."""
    raw = data.encode() if isinstance(data, str) else data
    return lambda connection, _request: connection.sendall(raw)


def answers(
    body: bytes | str = "", *headers: str, status: str = "200 OK"
) -> Callable[[socket.socket, bytes], object]:
    """Return a handler that answers *status* with *headers* and *body*."""
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(raw)}", *headers, "", ""]
    return says("\r\n".join(lines).encode() + raw)


def drips(
    data: bytes, pause: float, event: threading.Event
) -> Callable[[socket.socket, bytes], object]:
    """Return a handler that writes *data* byte by byte, *pause* seconds apart, until *event*."""

    def handler(connection: socket.socket, _request: bytes) -> None:
        for number in range(len(data)):
            if event.wait(pause):
                return
            connection.sendall(data[number : number + 1])

    return handler


def waits(event: threading.Event) -> Callable[[socket.socket, bytes], object]:
    """Return a handler that writes nothing until *event*, and then closes."""
    return lambda _connection, _request: event.wait(PATIENCE)


def answers_early(body: str, *, status: str) -> Callable[[socket.socket, bytes], object]:
    """Return a handler that answers once it has seen the head, and closes with the body unread."""

    def handler(connection: socket.socket, request: bytes) -> None:
        answers(body, status=status)(connection, request)

    handler.leaves_body = True  # type: ignore[attr-defined]  # read by _serve
    return handler


# Signals and source code


@contextlib.contextmanager
def interrupted_after(seconds: float) -> Iterator[None]:
    """Raise KeyboardInterrupt in this thread once, *seconds* from now, as Ctrl-C would."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def later(seconds: float, work: Callable[[], object]) -> Iterator[None]:
    """Do *work* in a thread, *seconds* from now, and wait for its end; what it raises is lost."""

    def quietly() -> None:
        with contextlib.suppress(Exception):
            work()

    timer = threading.Timer(seconds, quietly)
    timer.start()
    try:
        yield
    finally:
        timer.join()


def imports_of(path: Path, *, everywhere: bool = True) -> set[str]:
    """Return the modules that *path* imports at run time, with the names taken from packages.

    ``if TYPE_CHECKING:`` is left out; without *everywhere*, so is all that stands in functions.
    """
    found: set[str] = set()
    pending: list[ast.AST] = list(ast.parse(path.read_text(encoding="utf-8")).body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            joint = "." if node.module else ""
            found |= {start, *(f"{start}{joint}{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            pending += node.orelse
        elif everywhere or not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            pending += ast.iter_child_nodes(node)
    return found


def properties_of(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the path and the definition of every property anywhere in a JSON *schema*."""
    if isinstance(schema, dict):
        for name, definition in schema.get("properties", {}).items():
            yield f"{path}/{name}", definition
        for key, value in schema.items():
            yield from properties_of(value, f"{path}/{key}")


def objects_of(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the path and the definition of every object with named properties in *schema*."""
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
            yield path, schema
        for key, value in schema.items():
            yield from objects_of(value, f"{path}/{key}")
