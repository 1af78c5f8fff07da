"""An HTTP client that suites drive: Werkzeug's, whose answers fail in words."""

from __future__ import annotations

import contextlib
import itertools
import json
from typing import TYPE_CHECKING, Any, NoReturn

from werkzeug.test import Client as WerkzeugClient
from werkzeug.test import ClientRedirectError, EnvironBuilder, TestResponse

from checker.sandbox import SubmissionFault
from checker.transport import fail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.page import Element
    from checker.transport import Stream, Transport

MAX_DEPTH = 100
TOO_DEEP = f"JSON nested more than {MAX_DEPTH} deep"
MAX_FIELDS, MAX_FIELD = 20, 60
LOOKS = {"status", "status_code", "headers", "data", "get_data", "json", "get_json", "text",
         "mimetype", "content_type", "location", "response", "page"}  # fmt: skip


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

    @property
    def page(self) -> Element:
        """The body as a browser reads a page, whatever the answer's content type says."""
        from checker.page import read_page  # noqa: PLC0415 - most suites read no HTML

        return read_page(self.text)


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
            fail("http", f"{shown} ({type(error).__name__}: {error})")
        response.place = len(self.transport.exchanges) - 1  # type: ignore[attr-defined]  # a Response
        response.transport = self.transport  # type: ignore[attr-defined]  # the same
        self.transport.looked_at(len(self.transport.exchanges) - 1)
        return response

    @contextlib.contextmanager
    def stream(self, path: str = "/", **options: Any) -> Iterator[Stream]:  # noqa: ANN401 - as in Werkzeug
        """Send a request, and give its answer while it comes; after the block, hang up.

        *options* are those of `open`. Redirects are not followed, and cookies are not kept.
        """
        environ = EnvironBuilder(path, **options).get_environ()
        self._add_cookies_to_wsgi(environ)
        with self.transport.stream(environ) as stream:
            yield stream
