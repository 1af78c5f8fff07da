"""An HTTP client that suites drive: Werkzeug's, over a Unix socket, with limits on every read."""

from __future__ import annotations

import contextlib
import http.client
import io
import itertools
import json
import socket
import time
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import quote, urlsplit

from werkzeug.test import Client as WerkzeugClient
from werkzeug.test import ClientRedirectError, TestResponse

from checker.report import Exchange, Fault
from checker.sandbox import SubmissionFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

MAX_BODY = 4 * 2**20
MAX_HEAD = 256 * 2**10
MAX_DEPTH = 100
TOO_DEEP = f"JSON nested more than {MAX_DEPTH} deep"
MAX_FIELDS, MAX_FIELD = 20, 60
MAX_READ = 8 * MAX_BODY  # with what chunks cost
MAX_COOKIES = 16 * 2**10  # Werkzeug's parser takes time by the square of their length
MAX_SHOWN = 64 * 2**10
ADDRESS = "203.0.113.7"
AGENT = "curl/8.14.1"
LOOKS = {"status", "status_code", "headers", "data", "get_data", "json", "get_json", "text",
         "mimetype", "content_type", "location", "response"}  # fmt: skip
SAFE = "/:@!$&'()*+,;=~-._"
NO_BODY_LENGTH = ("GET", "HEAD", "OPTIONS", "DELETE", "TRACE")


class JsonObject(dict[str, Any]):
    """A JSON object whose missing fields are a failure of the answer, said in words."""

    def __missing__(self, key: str) -> Any:  # noqa: ANN401 - never returns
        """Fail with the field's name and the fields that are there."""
        some = [repr(name[:MAX_FIELD]) for name in itertools.islice(self, MAX_FIELDS)]
        there = ", ".join(some) or "no fields"
        there += f" and {len(self) - MAX_FIELDS} more" if len(self) > MAX_FIELDS else ""
        message = f"The field {key!r} is missing in the answer's JSON, which has {there}."
        raise AssertionError(message)


JsonObject.__name__ = "JSON object"  # what Python's own messages call it


class Response(TestResponse):
    """A response as suites see it.

    A body that is not the expected JSON is a failure in words. Whoever looks at the response is
    noted by its transport, so that a failure can show the exchange it is about.
    """

    transport: Transport | None = None
    place = 0

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 - any attribute
        """Note a look at what came back."""
        if name in LOOKS:
            transport = super().__getattribute__("transport")
            if transport is not None:
                transport.looked_at(super().__getattribute__("place"))
        return super().__getattribute__(name)

    @property
    def json(self) -> Any:  # noqa: ANN401 - any JSON value
        """The parsed body, whatever the answer's content type says."""
        try:
            return parse_json(self.data)
        except ValueError as error:
            shown = self.data[:200].decode(errors="replace")
            why = f" ({error})" if str(error).startswith("JSON") else ""
            message = f"The body must be JSON, but is {self.mimetype}: {shown!r}{why}"
            raise AssertionError(message) from None


def parse_json(data: bytes) -> Any:  # noqa: ANN401 - any JSON value
    """Return the value that *data* holds, with every object as a `JsonObject`.

    Raises ValueError for what RFC 8259 does not have (NaN), for what two readers understand
    differently (a name twice in one object), and for what no suite could handle (deep nesting).
    """
    try:
        value = json.loads(data, object_pairs_hook=_object, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError(TOO_DEEP) from None
    layer, depth = [value], 0
    while layer:
        depth += 1
        if depth > MAX_DEPTH:
            raise ValueError(TOO_DEEP)
        inner = [v.values() if isinstance(v, dict) else v for v in layer
                 if isinstance(v, dict | list)]  # fmt: skip
        layer = [value for values in inner for value in values]
    return value


def _object(pairs: list[tuple[str, Any]]) -> JsonObject:
    found = JsonObject(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        message = f"JSON with the name {twice!r} twice in one object"
        raise ValueError(message)
    return found


def _no_constant(name: str) -> NoReturn:
    message = f"JSON has no {name}"
    raise ValueError(message)


class Client(WerkzeugClient):
    """Werkzeug's client on a `Transport`: cookies, redirects, uploads, any header."""

    def __init__(self, transport: Transport) -> None:
        """Send everything through *transport*."""
        super().__init__(transport, Response)
        self.transport = transport

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:  # noqa: ANN401 - as in Werkzeug
        """Send a request and return the `Response`."""
        before = len(self.transport.exchanges)
        try:
            response = super().open(*args, **kwargs)
        except (SubmissionFault, AssertionError):
            raise
        except Exception as error:
            if len(self.transport.exchanges) == before:
                raise  # the suite's own mistake: nothing was sent
            sent = self.transport.exchanges[-1]
            if isinstance(error, ClientRedirectError | RuntimeError):
                message = f"The redirect from {sent.method} {sent.target} leads nowhere: {error}"
                raise AssertionError(message) from error  # noqa: TRY004 - a failure of the answer
            shown = f"{sent.method} {sent.target}: the answer's headers cannot be understood"
            _fail("http", f"{shown} ({type(error).__name__}: {error})")
        response.place = len(self.transport.exchanges) - 1  # type: ignore[attr-defined]  # a Response
        response.transport = self.transport  # type: ignore[attr-defined]  # the same
        self.transport.looked_at(len(self.transport.exchanges) - 1)
        return response


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
        method, target = environ["REQUEST_METHOD"], _target(environ)
        headers, body = _headers(environ), _body(environ)
        sent = {
            "method": method,
            "target": target,
            "request_headers": tuple(headers),
            "request_body": _shown(body),
        }
        try:
            response, content = self._exchange(environ, method, target, headers, body)
        except SubmissionFault:
            self.exchanges.append(Exchange(**sent))
            raise
        status = f"{response.status} {response.reason or _phrase(response.status)}".rstrip()
        got = [(name, value) for name, value in response.getheaders()]
        self.exchanges.append(
            Exchange(
                **sent,
                status=status,
                response_headers=tuple(got),
                response_body=_shown(content),
            )
        )
        hop = {"connection", "transfer-encoding", "keep-alive"}
        start_response(status, [(n, v) for n, v in got if n.lower() not in hop])
        return [content]

    def _exchange(
        self, environ: WSGIEnvironment, method: str, target: str,
        headers: list[tuple[str, str]], body: bytes,
    ) -> tuple[http.client.HTTPResponse, bytes]:  # fmt: skip
        allowed = min(self.limit, self.seconds_left())
        deadline = time.monotonic() + allowed
        head = [_preface(environ), f"{method} {target} HTTP/1.1"]
        head += [f"{name}: {value}" for name, value in headers]
        data = "\r\n".join([*head, "", ""]).encode("latin-1") + body
        shown = f"{method} {target}"
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as sock:
                sock.settimeout(max(allowed, 0.01))
                sock.connect(self.path)
                _send(sock, data)
                response = http.client.HTTPResponse(_Deadline(sock, deadline), method=method)  # type: ignore[arg-type]  # it needs makefile() only
                response.begin()
                _check_head(response)
                content = response.read(MAX_BODY + 1)
                if response.length and len(content) <= MAX_BODY:
                    raise http.client.IncompleteRead(content, response.length)  # noqa: TRY301 - with the others below
                response.close()
        except TimeoutError:
            _fail("timeout", f"{shown} got no complete answer within {max(allowed, 0):.1f} s")
        except http.client.RemoteDisconnected:
            _fail("crash", f"{shown}: the application closed the connection without an answer")
        except http.client.IncompleteRead as error:
            _fail("crash", f"{shown}: the answer broke off after {len(error.partial)} bytes")
        except (http.client.HTTPException, ValueError) as error:
            _fail("http", f"{shown}: the answer is not HTTP: {type(error).__name__} {error}")
        except OSError as error:
            _fail("crash", f"{shown}: the application is gone ({error.strerror or error})")
        if len(content) > MAX_BODY:
            _fail("size", f"{shown}: the answer's body is larger than {MAX_BODY // 2**20} MiB")
        return response, content


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


def _fail(kind: str, message: str) -> NoReturn:
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
    """A socket for `http.client` whose reads end together at one deadline."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self.sock, self.deadline = sock, deadline

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_DeadlineReader(self.sock, self.deadline))


class _DeadlineReader(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: float) -> None:
        super().__init__()
        self.sock, self.deadline = sock, deadline
        self.room = MAX_READ

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - a writable buffer
        remaining = self.deadline - time.monotonic()
        if remaining <= 0:
            raise TimeoutError
        self.sock.settimeout(remaining)
        read = self.sock.recv_into(buffer)
        self.room -= read
        if self.room < 0:  # a chunk of negative size is read as a whole, without an end
            raise http.client.LineTooLong("answer")
        return read
