"""Requests over a Unix socket, with limits on every read, and a record of what was exchanged."""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import socket
import time
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import quote, urlsplit

from werkzeug.datastructures import Headers

from checker.report import Exchange, Fault
from checker.sandbox import SubmissionFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

MAX_BODY = 4 * 2**20
MAX_HEAD = 256 * 2**10
MAX_READ = 8 * MAX_BODY  # with what chunks cost
MAX_STREAM = 2**30
MAX_PIECE = 64 * 2**10
MAX_COOKIES = 16 * 2**10  # Werkzeug's parser takes time by the square of their length
MAX_SHOWN = 64 * 2**10
ADDRESS = "203.0.113.7"
AGENT = "curl/8.14.1"
SAFE = "/:@!$&'()*+,;=~-._"
NO_BODY_LENGTH = ("GET", "HEAD", "OPTIONS", "DELETE", "TRACE")


class Stream:
    """An answer that is read piece by piece."""

    def __init__(
        self,
        response: http.client.HTTPResponse,
        reading: Callable[[], contextlib.AbstractContextManager[None]],
    ) -> None:
        """Read from *response*, each time within the context that *reading* makes."""
        self._response, self._reading = response, reading
        self.status_code = response.status
        self.headers = Headers(response.getheaders())
        self.shown = b""

    def read(self, size: int = MAX_PIECE) -> bytes:
        """Return what has come, up to *size* bytes, as soon as there is any; at the end nothing."""
        with self._reading():
            return self._kept(self._response.read1(size))

    def line(self) -> bytes:
        """Return the next line with its end, as soon as it is there; at the end nothing."""
        with self._reading():
            return self._kept(self._response.readline(MAX_PIECE))

    def complete(self) -> bool:
        """Read to the end; tell whether it was the answer's, and not only the connection's."""
        with self._reading():
            try:
                while self._kept(self._response.read1(MAX_PIECE)):
                    pass
            except http.client.IncompleteRead:
                return False
        return True

    def _kept(self, data: bytes) -> bytes:
        if not data and self._response.length:
            raise http.client.IncompleteRead(self.shown, self._response.length)
        self.shown += data[: MAX_SHOWN - len(self.shown)]
        return data


class Transport:
    """Sends WSGI requests as HTTP to an application's socket and records what was exchanged."""

    def __init__(
        self, path: str, exchanges: list[Exchange], seconds_left: Callable[[], float], limit: float
    ) -> None:
        """Connect to *path* for each request, for *limit* seconds or what *seconds_left* says."""
        self.path = path
        self.exchanges = exchanges
        self.seconds_left = seconds_left
        self.limit = limit
        self.looked_at: Callable[[int], None] = lambda _place: None

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request as a WSGI application would."""
        sent, data = _request(environ)
        try:
            response, content = self._exchange(sent, data)
        except SubmissionFault:
            self.exchanges.append(sent)
            raise
        got = self._note(sent, response, content)
        hop = {"connection", "transfer-encoding", "keep-alive"}
        start_response(_status(response), [(n, v) for n, v in got if n.lower() not in hop])
        return [content]

    @contextlib.contextmanager
    def stream(self, environ: WSGIEnvironment) -> Iterator[Stream]:
        """Send a request; give its answer while it comes. Each read has the time of a request."""
        sent, data = _request(environ)
        clock = _Deadline(self._deadline(), MAX_STREAM)

        @contextlib.contextmanager
        def reading() -> Iterator[None]:
            clock.deadline = self._deadline()
            with _in_words(sent, clock):
                yield

        with contextlib.ExitStack() as stack:
            try:
                with _in_words(sent, clock):
                    response = stack.enter_context(_answer(self.path, sent, data, clock))
            except SubmissionFault:
                self.exchanges.append(sent)
                raise
            stream = Stream(response, reading)
            try:
                yield stream
            finally:
                self._note(sent, response, stream.shown)
                self.looked_at(len(self.exchanges) - 1)

    def _deadline(self) -> float:
        return time.monotonic() + min(self.limit, self.seconds_left())

    def _note(
        self, sent: Exchange, response: http.client.HTTPResponse, content: bytes
    ) -> list[tuple[str, str]]:
        """Record an exchange; return the answer's headers."""
        got = [(name, value) for name, value in response.getheaders()]
        exchange = replace(
            sent,
            status=_status(response),
            response_headers=tuple(got),
            response_body=_shown(content),
        )
        self.exchanges.append(exchange)
        return got

    def _exchange(self, sent: Exchange, data: bytes) -> tuple[http.client.HTTPResponse, bytes]:
        clock = _Deadline(self._deadline(), MAX_READ)
        with _in_words(sent, clock), _answer(self.path, sent, data, clock) as response:
            content = response.read(MAX_BODY + 1)
            if response.length and len(content) <= MAX_BODY:
                raise http.client.IncompleteRead(content, response.length)
        if len(content) > MAX_BODY:
            shown = f"{sent.method} {sent.target}"
            fail("size", f"{shown}: the answer's body is larger than {MAX_BODY // 2**20} MiB")
        return response, content


@contextlib.contextmanager
def _answer(
    path: str, sent: Exchange, data: bytes, clock: _Deadline
) -> Iterator[http.client.HTTPResponse]:
    """Send *data* to *path*; give the answer when its head has come; hang up."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as sock:
        sock.settimeout(max(clock.deadline - time.monotonic(), 0.01))
        sock.connect(path)
        _send(sock, data)
        clock.sock = sock
        response = http.client.HTTPResponse(clock, method=sent.method)  # type: ignore[arg-type]  # it needs makefile() only
        try:
            response.begin()
            _check_head(response)
            yield response
        finally:
            response.close()
            _hang_up(sock)


def _hang_up(sock: socket.socket) -> None:
    """Stop the answer, and take what is on its way: bytes left unread would reset the connection.

    A server on a Unix socket then fails to read as well, and Werkzeug's does not close the answer.
    """
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
        while sock.recv(MAX_PIECE):
            pass


@contextlib.contextmanager
def _in_words(sent: Exchange, clock: _Deadline) -> Iterator[None]:
    """Turn what goes wrong with a connection into a fault of the application."""
    shown = f"{sent.method} {sent.target}"
    allowed = max(clock.deadline - time.monotonic(), 0)
    try:
        yield
    except TimeoutError:
        fail("timeout", f"{shown} got no complete answer within {allowed:.1f} s")
    except http.client.RemoteDisconnected:
        fail("crash", f"{shown}: the application closed the connection without an answer")
    except http.client.IncompleteRead as error:
        fail("crash", f"{shown}: the answer broke off after {len(error.partial)} bytes")
    except (http.client.HTTPException, ValueError) as error:
        fail("http", f"{shown}: the answer is not HTTP: {type(error).__name__} {error}")
    except OSError as error:
        fail("crash", f"{shown}: the application is gone ({error.strerror or error})")


def _request(environ: WSGIEnvironment) -> tuple[Exchange, bytes]:
    """Return a request as it is recorded and as it is sent."""
    method, target = environ["REQUEST_METHOD"], _target(environ)
    headers, body = _headers(environ), _body(environ)
    sent = Exchange(
        method=method,
        target=target,
        request_headers=tuple(headers),
        request_body=_shown(body),
    )
    head = [_preface(environ), f"{method} {target} HTTP/1.1"]
    head += [f"{name}: {value}" for name, value in headers]
    return sent, "\r\n".join([*head, "", ""]).encode("latin-1") + body


def _status(response: http.client.HTTPResponse) -> str:
    return f"{response.status} {response.reason or _phrase(response.status)}".rstrip()


def _send(sock: socket.socket, data: bytes) -> None:
    with contextlib.suppress(BrokenPipeError):  # it may have answered early, e.g. 413
        sock.sendall(data)


def _check_head(response: http.client.HTTPResponse) -> None:
    """Raise HTTPException for headers that are too much, or leave open where the body ends."""
    problem = ""
    if sum(len(name) + len(value) for name, value in response.getheaders()) > MAX_HEAD:
        problem = f"headers of more than {MAX_HEAD // 2**10} KiB"
    elif sum(map(len, response.headers.get_all("Set-Cookie", []))) > MAX_COOKIES:
        problem = f"cookies of more than {MAX_COOKIES // 2**10} KiB"
    elif len(set(response.headers.get_all("Content-Length", []))) > 1:
        problem = "two different lengths"
    if problem:
        raise http.client.HTTPException(problem)


def fail(kind: str, message: str) -> NoReturn:
    """Raise what a suite does not catch: the application could not be used."""
    raise SubmissionFault(Fault(kind=kind, message=message))


def _target(environ: WSGIEnvironment) -> str:
    path = quote(environ.get("PATH_INFO", "/").encode("latin-1"), safe=SAFE)
    target = environ.get("REQUEST_URI") or path
    if not target.startswith("/"):  # a whole URL
        parts = urlsplit(target)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    target = target.partition("#")[0]  # which a client keeps to itself
    target = quote(target.encode("latin-1"), safe=SAFE + "?%")
    target = "/" + target.lstrip("/") if not target.startswith("//") else target
    query = environ.get("QUERY_STRING", "")
    return f"{target}?{query}" if query and "?" not in target else target


def _headers(environ: WSGIEnvironment) -> list[tuple[str, str]]:
    headers = [("Host", environ.get("HTTP_HOST", "localhost"))]
    for key, value in environ.items():
        if key.startswith("HTTP_") and key != "HTTP_HOST":
            headers.append((key[5:].replace("_", "-").title(), str(value)))
    headers = [
        (n, AGENT if n == "User-Agent" and v.startswith("Werkzeug/") else v) for n, v in headers
    ]
    names = {name for name, _ in headers}
    headers += [(n, v) for n, v in (("User-Agent", AGENT), ("Accept", "*/*")) if n not in names]
    if environ.get("CONTENT_TYPE"):
        headers.append(("Content-Type", environ["CONTENT_TYPE"]))
    length = environ.get("CONTENT_LENGTH") or "0"
    if length != "0" or environ["REQUEST_METHOD"] not in NO_BODY_LENGTH:
        headers.append(("Content-Length", length))
    return headers


def _body(environ: WSGIEnvironment) -> bytes:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    return bytes(environ["wsgi.input"].read(length)) if length else b""


def _preface(environ: WSGIEnvironment) -> str:
    address = environ.get("REMOTE_ADDR") or ADDRESS
    return json.dumps({"address": [address, 40022], "scheme": environ["wsgi.url_scheme"]})


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _shown(data: bytes) -> str:
    text = data[:MAX_SHOWN].decode(errors="replace")
    return text if len(data) <= MAX_SHOWN else f"{text}... ({len(data)} bytes)"


class _Deadline:
    """A socket for `http.client` whose reads end together at one deadline, and after *room* bytes.

    Both may be changed while it is read.
    """

    def __init__(self, deadline: float, room: int) -> None:
        self.deadline, self.room = deadline, room
        self.sock: socket.socket | None = None

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_DeadlineReader(self), MAX_PIECE)


class _DeadlineReader(io.RawIOBase):
    def __init__(self, clock: _Deadline) -> None:
        super().__init__()
        self.clock = clock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - a writable buffer
        clock = self.clock
        remaining = clock.deadline - time.monotonic()
        if remaining <= 0 or clock.sock is None:
            raise TimeoutError
        clock.sock.settimeout(remaining)
        read = clock.sock.recv_into(buffer)
        clock.room -= read
        if clock.room < 0:  # a chunk of negative size is read as a whole, without an end
            raise http.client.LineTooLong("answer")
        return read
