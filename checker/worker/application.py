"""One application process: ``create_app``, an HTTP server on a passed socket, its evidence."""

from __future__ import annotations

import contextlib
import importlib.metadata
import inspect
import json
import os
import selectors
import socket
import socketserver
import sys
import threading
import traceback
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NoReturn

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from . import faults, namespaces
from .protocol import Channel, ClosedError, Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

MAX_PREFACE = 4096
SERVER_VERSION = f"Werkzeug/{importlib.metadata.version('werkzeug')}"
MAX_STATEMENTS = 10_000
LOOK_SECONDS = 0.1


class Handler(WSGIRequestHandler):
    """Serves a request whose first line, before HTTP, tells the client's address and the scheme."""

    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        """Read the preface, then serve as usual."""
        preface = json.loads(self.rfile.readline(MAX_PREFACE))
        self.client_address = tuple(preface["address"])
        self.scheme = preface["scheme"]
        super().handle()

    def make_environ(self) -> WSGIEnvironment:
        """Describe the request as a server on a TCP port would."""
        environ = super().make_environ()
        default = 443 if self.scheme == "https" else 80
        host, _, port = environ.get("HTTP_HOST", "localhost").rpartition(":")
        if not host or not port.isdigit():
            host, port = environ.get("HTTP_HOST", "localhost"), str(default)
        environ |= {
            "wsgi.url_scheme": self.scheme,
            "SERVER_NAME": host,
            "SERVER_PORT": port,
        }
        return environ

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Write nothing: what is logged is the application's alone."""


class Server(ThreadedWSGIServer):
    """A threaded WSGI server on a listening Unix socket that was made elsewhere."""

    def __init__(self, listener: socket.socket, app: WSGIApplication) -> None:
        """Serve *app* on *listener*.

        The base class's own way would open a socket first and look its version up on disk.
        """
        socketserver.BaseServer.__init__(self, listener.getsockname(), Handler)
        self.socket = listener
        self.app = app
        self.ssl_context = None
        self.passthrough_errors = False
        self._server_version = SERVER_VERSION

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as in socketserver
        """Stay silent about broken connections."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Evidence:
    """What only this process can tell: exceptions, the view that answered, SQL statements."""

    def __init__(self, folder: Path) -> None:
        """Tell the candidate's own frames by *folder*."""
        self.folder = folder
        self.lock = threading.Lock()
        self.handler: Message | None = None
        self.exception: Message | None = None
        self.statements: list[str] = []

    def on_request(self, sender: Any, **_: Any) -> None:  # noqa: ANN401 - a signal's receiver
        """Note which view is about to answer."""
        from flask import request

        view = sender.view_functions.get(request.endpoint)
        in_class = getattr(getattr(view, "view_class", None), request.method.lower(), None)
        code = getattr(inspect.unwrap(in_class or view), "__code__", None) if view else None
        if code and faults.inside(code.co_filename, self.folder):
            self.handler = faults.frame_at(
                code.co_filename, code.co_firstlineno, code.co_name, self.folder
            )
        else:
            self.handler = None

    def on_exception(self, error: BaseException) -> None:
        """Note an exception that no handler of the application took."""
        self.exception = {
            "text": faults.describe(error),
            "frames": faults.frames_of(error.__traceback__, self.folder),
        }

    def on_statement(self, *arguments: Any) -> None:  # noqa: ANN401 - SQLAlchemy's before_cursor_execute
        """Note an SQL statement that is about to be executed."""
        with self.lock:
            if len(self.statements) < MAX_STATEMENTS:
                self.statements.append(arguments[2])

    def as_message(self) -> Message:
        """Return and forget what was seen since the last call, statements aside."""
        told = {"handler": self.handler, "exception": self.exception}
        self.handler = self.exception = None
        return told


def evidence_signals() -> tuple[Any, Any]:
    """Return Flask's signals for a starting request and an unhandled exception."""
    from flask import got_request_exception, request_started

    return request_started, got_request_exception


def main(
    factory: Callable[..., Any], message: Message, descriptors: list[int], folder: Path
) -> NoReturn:
    """Build the application, say ``ready`` or the fault, and serve until the checker hangs up.

    *descriptors* are the listening socket and the control socket, *message* holds ``config``,
    ``environ``, ``clock`` (seconds that the time is ahead) and ``record`` (fixtures in use).
    """
    try:
        namespaces.die_with_parent()
        listener = socket.socket(fileno=descriptors[0])
        control = Channel(socket.socket(fileno=descriptors[1]))
        evidence = Evidence(folder)
        clock = Clock(message["clock"])
        os.environ.update(message["environ"])
        if "statements" in message["record"]:
            _record_statements(evidence)
        app = _build(factory, message["config"], control, folder)
        control.send({"ready": True})
        _serve(app, listener, control, evidence, clock)
    except BaseException:  # noqa: BLE001 - nothing may return into the zygote's code
        sys.stderr.write(traceback.format_exc())
    finally:
        os._exit(1)


def _build(
    factory: Callable[..., Any], config: Message, control: Channel, folder: Path
) -> WSGIApplication:
    app: Any = None
    try:
        app = factory(config) if config else factory()
        fault = faults.of_result(app)
    except BaseException as error:  # noqa: BLE001 - a candidate's factory may raise anything
        fault = faults.of_factory(error, folder)
    if fault:
        control.send({"fault": fault})
        os._exit(1)
    built: WSGIApplication = app
    return built


def _record_statements(evidence: Evidence) -> None:
    try:
        from sqlalchemy import Engine, event
    except ImportError:
        return
    event.listen(Engine, "before_cursor_execute", evidence.on_statement)


class Clock:
    """Moves the time of this process, for Python code and for C code that asks Python's clock."""

    def __init__(self, ahead: float) -> None:
        """Start *ahead* seconds in the future."""
        self.traveller: Any = None
        if ahead:
            self.tick(ahead)

    def tick(self, seconds: float) -> None:
        """Move on by *seconds*; the time keeps running."""
        import time_machine

        delta = timedelta(seconds=seconds)
        if self.traveller is None:
            now = datetime.now(UTC)
            self.traveller = time_machine.travel(now + delta, tick=True).start()
        else:
            self.traveller.shift(delta)


def _watched(app: WSGIApplication, evidence: Evidence) -> WSGIApplication:
    """Wrap *app* so that what ends a request without an answer is noted."""

    def call(environ: Any, start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        try:
            return app(environ, start_response)
        except BaseException as error:
            evidence.on_exception(error)
            raise

    return call


def _serve(
    app: WSGIApplication,
    listener: socket.socket,
    control: Channel,
    evidence: Evidence,
    clock: Clock,
) -> None:
    started, failed = evidence_signals()
    started.connect(evidence.on_request)

    def on_exception(_sender: Any, exception: BaseException, **_: Any) -> None:  # noqa: ANN401 - a signal's receiver
        evidence.on_exception(exception)

    failed.connect(on_exception)
    server = Server(listener, _watched(app, evidence))
    with selectors.DefaultSelector() as selector:
        selector.register(server.socket, selectors.EVENT_READ)
        selector.register(control, selectors.EVENT_READ)
        while True:
            # Now and then at least: the answer's signal handlers run in this thread.
            for key, _ in selector.select(LOOK_SECONDS):
                if key.fileobj is control:
                    _answer(app, control, evidence, clock)
                else:
                    server.handle_request()


def _answer(app: WSGIApplication, control: Channel, evidence: Evidence, clock: Clock) -> None:
    try:
        message, _, _ = control.receive()
    except ClosedError:
        os._exit(0)
    match message:
        case {"op": "tick", "seconds": int() | float() as seconds}:
            clock.tick(seconds)
            reply: Message = {"ticked": seconds}
        case {"op": "statements"}:
            reply = {"statements": evidence.statements}
        case {"op": "evidence"}:
            for stream in (sys.stdout, sys.stderr):
                with contextlib.suppress(Exception):  # the answer may have put anything there
                    stream.flush()
            reply = evidence.as_message()
        case {"op": "inside", "source": str(source), "name": str(name), "arguments": list(given)}:
            reply = _call(app, source, name, given)
        case _:
            reply = {"error": f"unknown message {sorted(message)}"}
    control.send(reply)


def _call(app: WSGIApplication, source: str, name: str, given: list[Any]) -> Message:
    """Define the function *name* by *source* and call it with *app* and what is *given*."""
    names: dict[str, Any] = {}
    try:
        exec(source, names)  # noqa: S102 - a suite's own words
        result = names[name](app, *given)
        json.dumps(result)
    except BaseException as error:  # noqa: BLE001 - it may call the answer's code
        return {"raised": faults.describe(error)}
    return {"result": result}
