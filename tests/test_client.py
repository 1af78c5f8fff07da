from __future__ import annotations

import io
import json
import random
import threading
import time
from collections import Counter

import pytest
from builders import (
    answers,
    answers_early,
    drips,
    says,
    serving,
    waits,
)

from checker.sandbox import SubmissionFault
from checker.transport import ADDRESS, AGENT, MAX_BODY, MAX_SHOWN


@pytest.fixture
def path(tmp_path):
    """Return where the fake server listens."""
    return tmp_path / "s"


@pytest.fixture
def event():
    """Return an event that ends a fake server's waiting; it is set at the latest after the test."""
    event = threading.Event()
    yield event
    event.set()


def test_an_answer_arrives(path):
    """Status, headers and body reach the suite."""
    with serving(
        path, answers("hello", "Content-Type: text/plain", status="201 CREATED")
    ) as server:
        response = server.client().get("/")
    assert (response.status, response.headers["Content-Type"], response.text) == (
        "201 CREATED",
        "text/plain",
        "hello",
    )


def test_a_status_without_a_phrase_gets_its_own(path):
    """An answer that says only 404 is shown with its usual words."""
    with serving(path, says("HTTP/1.1 404\r\nContent-Length: 0\r\n\r\n")) as server:
        assert server.client().get("/").status == "404 Not Found"


def test_an_unknown_status_is_kept(path):
    """A code of the candidate's own invention is passed on."""
    with serving(path, answers(status="299 ODD")) as server:
        assert server.client().get("/").status_code == 299


def test_a_chunked_answer_is_put_together(path):
    """A streamed body arrives whole."""
    head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    with serving(path, says(f"{head}3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")) as server:
        assert server.client().get("/").text == "abcde"


def test_an_answer_may_end_with_the_connection(path):
    """A body without a length lasts until the connection is closed."""
    with serving(path, says("HTTP/1.0 200 OK\r\n\r\nhello")) as server:
        assert server.client().get("/").text == "hello"


# What is sent


def test_the_address_and_the_scheme_travel_before_the_request(path):
    """The application is told who asks, and over which scheme, as a proxy would."""
    with serving(path, answers()) as server:
        server.client().get(
            "/", base_url="https://shop.example/", environ_overrides={"REMOTE_ADDR": "192.0.2.9"}
        )
    assert (server.preface["address"][0], server.preface["scheme"]) == ("192.0.2.9", "https")


def test_an_ordinary_request_comes_from_an_address(path):
    """Where a suite says nothing, the application sees an IP address and plain HTTP."""
    with serving(path, answers()) as server:
        server.client().get("/")
    assert (server.preface["address"][0], server.preface["scheme"]) == (ADDRESS, "http")


def test_the_host_travels(path):
    """The host of the URL is the request's Host header."""
    with serving(path, answers()) as server:
        server.client().get("/", base_url="https://shop.example:8443/")
    assert server.headers["Host"] == "shop.example:8443"


def test_no_test_agent_is_seen(path):
    """An application cannot tell from its headers that it is tested."""
    with serving(path, answers()) as server:
        server.client().get("/")
    assert server.headers == {"Host": "localhost", "User-Agent": AGENT, "Accept": "*/*"}


def test_a_suite_may_choose_its_agent(path):
    """Headers that a suite sets are sent as they are."""
    with serving(path, answers()) as server:
        server.client().get("/", headers={"User-Agent": "Robot/1", "Accept": "text/html"})
    assert (server.headers["User-Agent"], server.headers["Accept"]) == ("Robot/1", "text/html")


@pytest.mark.parametrize(
    ("asked", "sent"),
    [
        ("/topics/c#x", "/topics/c"),
        ("http://localhost/books?page=2#top", "/books?page=2"),
        ("/a/b", "/a/b"),
        ("/a?x=1&y=2", "/a?x=1&y=2"),
        ("/a%2Fb%20c", "/a%2Fb%20c"),
        ("/a b", "/a%20b"),
        ("/köln", "/k%C3%B6ln"),
        ("/a?q=%26%3D", "/a?q=%26%3D"),
        ("/a?q=two words", "/a?q=two%20words"),
        ("/a?q=ö", "/a?q=%C3%B6"),
        ("/a?", "/a?"),
        ("/a//b/../c", "/a//b/../c"),
        ("//a", "//a"),
        ("/100%25", "/100%25"),
    ],
)
def test_a_target_is_sent_as_it_was_written(path, asked, sent):
    """What is encoded stays encoded, and what must be encoded is."""
    with serving(path, answers()) as server:
        server.client().get(asked)
    assert server.request_line == f"GET {sent} HTTP/1.1"


def test_a_query_may_be_given_as_a_dictionary(path):
    """Values are encoded and keep their order."""
    with serving(path, answers()) as server:
        server.client().get("/a", query_string={"q": "a&b c", "page": 2})
    assert server.request_line == "GET /a?q=a%26b+c&page=2 HTTP/1.1"


def test_a_json_body_is_sent(path):
    """A body given as `json` is encoded, typed and measured."""
    with serving(path, answers()) as server:
        server.client().post("/", json={"name": "Ann"})
    assert (server.headers["Content-Type"], server.headers["Content-Length"], server.body) == (
        "application/json",
        "15",
        b'{"name": "Ann"}',
    )


def test_a_post_without_a_body_has_a_length(path):
    """A server need not wait for a body that does not come."""
    with serving(path, answers()) as server:
        server.client().post("/")
    assert server.headers["Content-Length"] == "0"


def test_a_file_is_uploaded(path):
    """A form with a file is sent as multipart/form-data."""
    with serving(path, answers()) as server:
        server.client().post("/", data={"photo": (io.BytesIO(b"\x89PNG"), "me.png")})
    assert server.headers["Content-Type"].startswith("multipart/form-data; boundary=")
    assert b'filename="me.png"' in server.body


def test_a_large_body_is_sent_whole(path):
    """A body of several socket buffers arrives."""
    with serving(path, answers()) as server:
        server.client().post("/", data=b"x" * 2**21)
    assert len(server.body) == 2**21


def test_an_early_answer_to_a_large_body_is_read(path):
    """An application that answers 413 without reading the body is heard, not called gone."""
    with serving(path, answers_early("too much", status="413 TOO LARGE")) as server:
        response = server.client().post("/", data=b"x" * 2**22)
    assert (response.status_code, response.text) == (413, "too much")


def test_an_early_answer_to_a_small_body_is_read(path):
    """The same holds where the body fits into the socket's buffer."""
    with serving(path, answers_early("no", status="401 UNAUTHORIZED")) as server:
        response = server.client().post("/", data=b"x" * 5000)
    assert (response.status_code, response.text) == (401, "no")


# Cookies, redirects, HEAD


def test_cookies_are_kept_between_requests(path):
    """A client is one browser: what is set is sent again."""
    cookies = "Set-Cookie: a=1; Path=/", "Set-Cookie: b=2; Path=/"
    with serving(path, answers("", *cookies), answers()) as server:
        client = server.client()
        client.get("/")
        client.get("/")
    assert server.headers["Cookie"] == "a=1; b=2"


def test_another_client_has_other_cookies(path):
    """Two clients are two browsers."""
    with serving(path, answers("", "Set-Cookie: a=1; Path=/"), answers()) as server:
        server.client().get("/")
        server.client().get("/")
    assert "Cookie" not in server.headers


def test_a_redirect_is_not_followed_unasked(path):
    """A suite sees the redirect itself."""
    with serving(path, answers("", "Location: /new", status="302 FOUND")) as server:
        assert server.client().get("/old").location == "/new"


@pytest.mark.parametrize("location", ["/new?x=1", "http://localhost/new?x=1"])
def test_a_redirect_is_followed_when_asked(path, location):
    """The second request goes to where the first answer pointed."""
    first = answers("", f"Location: {location}", status="302 FOUND")
    with serving(path, first, answers("arrived")) as server:
        response = server.client().get("/old?y=2", follow_redirects=True)
    assert (server.request_line, response.text) == ("GET /new?x=1 HTTP/1.1", "arrived")


def test_both_requests_of_a_redirect_are_recorded(path):
    """A reader sees the way that a client went."""
    with serving(path, answers("", "Location: /new", status="302 FOUND"), answers()) as server:
        server.client().get("/old", follow_redirects=True)
    assert [exchange.target for exchange in server.exchanges] == ["/old", "/new"]


def test_head_has_no_body(path):
    """An answer to HEAD tells a length and ends after its headers."""
    with serving(path, says("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n")) as server:
        response = server.client().head("/")
    assert (server.request_line, response.data) == ("HEAD / HTTP/1.1", b"")


# JSON


def test_json_is_parsed_whatever_its_type(path):
    """A wrong content type is for the suite to judge."""
    with serving(path, answers('{"a": [1]}', "Content-Type: text/html")) as server:
        assert server.client().get("/").json == {"a": [1]}


def test_a_missing_field_is_said_in_words(path):
    """A suite that reads a field need not check first that it is there."""
    with serving(path, answers('{"msg": 1, "code": 2}')) as server:
        answer = server.client().get("/").json
    with pytest.raises(AssertionError) as failure:
        answer["error"]
    assert str(failure.value) == (
        "The field 'error' is missing in the answer's JSON, which has 'msg', 'code'."
    )


def test_a_missing_field_of_an_inner_object_is_said_too(path):
    """Objects in lists and objects behave the same."""
    with serving(path, answers('{"items": [{}]}')) as server:
        answer = server.client().get("/").json
    with pytest.raises(AssertionError, match=r"The field 'id' is missing .* no fields"):
        answer["items"][0]["id"]


def test_an_optional_field_may_be_asked_for(path):
    """`get` and `in` work as on any dictionary."""
    with serving(path, answers("{}")) as server:
        answer = server.client().get("/").json
    assert (answer.get("error"), "error" in answer) == (None, False)


@pytest.mark.parametrize(
    "body",
    ["", "<!doctype html><h1>Not Found</h1>", "{'a': 1}", b"\xff\xfe", "[" * 100_000],
    ids=["empty", "html", "python", "binary", "deep"],
)
def test_a_body_that_is_no_json_is_said_in_words(path, body):
    """An HTML page in place of JSON fails with what was there."""
    with serving(path, answers(body, "Content-Type: text/html; charset=utf-8")) as server:
        response = server.client().get("/")
    with pytest.raises(AssertionError, match="The body must be JSON, but is text/html: "):
        _ = response.json


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('{"a": NaN}', "JSON has no NaN"),
        ("[-Infinity]", "JSON has no -Infinity"),
        ('{"role": "user", "role": "admin"}', "JSON with the name 'role' twice in one object"),
        ("[" * 600 + "]" * 600, "JSON nested more than 100 deep"),
        ("[" * 101 + "]" * 101, "JSON nested more than 100 deep"),
        ('{"a":' * 101 + "1" + "}" * 101, "JSON nested more than 100 deep"),
        ("9" * 10_000, ""),
    ],
    ids=["nan", "infinity", "twice", "deep", "too deep", "deep objects", "huge integer"],
)
def test_json_that_readers_disagree_about_is_none(path, body, reason):
    """What only some parsers take is no JSON, and the reason is said."""
    with serving(path, answers(body, "Content-Type: application/json")) as server:
        response = server.client().get("/")
    with pytest.raises(AssertionError, match="The body must be JSON") as caught:
        _ = response.json
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    "body",
    ["[" * 100 + "]" * 100, '{"a": {"b": 1}, "c": {"b": 2}}', '"\\ud800"', "1e400", "9" * 4000],
    ids=["nested", "alike", "surrogate", "infinite", "large integer"],
)
def test_unusual_json_is_read(path, body):
    """What RFC 8259 allows is a value, however odd."""
    with serving(path, answers(body)) as server:
        assert server.client().get("/").json == json.loads(body)


@pytest.mark.parametrize(
    ("location", "handlers"),
    [("/old", 2), ("http://other.example/", 1)],
    ids=["to itself", "elsewhere"],
)
def test_a_redirect_that_leads_nowhere_is_a_failure_of_the_answer(path, location, handlers):
    """Redirects without end, or to another host, are the answer's fault and told as that."""
    redirect = answers("", f"Location: {location}", status="302 FOUND")
    with serving(path, *[redirect] * handlers) as server:
        client = server.client()
        with pytest.raises(AssertionError, match="The redirect from GET /old leads nowhere"):
            client.get("/old", follow_redirects=True)


PIECES = [
    b"HTTP/1.1 302 Found\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/9.9 2OO x\r\n",
    b"Content-Length: 5\r\n", b"Content-Length: -1\r\n", b"Content-Length: 1e9\r\n",
    b"Content-Length: " + b"9" * 5000 + b"\r\n", b"Transfer-Encoding: chunked\r\n",
    b"Location: http://[::1\r\n", b"Location: \xff%zz\r\n", b"Location: http://a:99999999/\r\n",
    b"Set-Cookie: a=b; Max-Age=1" + b"0" * 30 + b"\r\n", b"Set-Cookie: =\r\n",
    b'Set-Cookie: a=\xff"\\777; Path; Domain=; Expires=Thu, 99 Foo 99999 99:99:99 GMT\r\n',
    b"Set-Cookie: a=b; expires=Wed, 01 Jan 0000 00:00:00 -9999; SameSite=Odd\r\n",
    b"Content-Type: text/html; charset=nonsense\r\n", b"Content-Type: ;;;=\r\n",
    b"X: y\r\n folded\r\n", b"X\r\n", b": v\r\n", b"X : v\r\n", b"\x00\x01: \x02\r\n", b"\r\n",
    b"\n", b"5\r\nhello\r\n", b"0\r\n\r\n", b"FFFFFFFFFFFFFFFF\r\n", b"-5\r\n", b"hello",
    b"X-A: " + b"a" * 70_000 + b"\r\n", b'{"a":NaN}', b"\xff\xfe\x00", b"Date: x\r\n",
]  # fmt: skip


def broken_answers(seed, count):
    """Return *count* answers that are put together at random, some with random bytes in them."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    for _ in range(count):
        start = b"HTTP/1.1 200 OK\r\n" if chance.random() < 0.8 else b""
        answer = bytearray(start + b"".join(chance.choices(PIECES, k=chance.randint(0, 8))))
        for _ in range(chance.choice([0, 0, 1, 4])):
            if answer:
                answer[chance.randrange(len(answer))] = chance.randrange(256)
        yield bytes(answer)


@pytest.mark.parametrize("seed", range(10))
def test_a_broken_answer_is_a_response_or_a_fault(path, seed):
    """Whatever comes back, a suite sees a response, a fault or a failure in words."""
    everything = [says(answer) for answer in broken_answers(seed, 150)]
    ends = Counter()
    with serving(path, *everything) as server:
        for _ in everything:
            try:
                ends[type(server.client().get("/")).__name__] += 1
            except (SubmissionFault, AssertionError) as error:
                ends[type(error).__name__] += 1
    assert sum(ends.values()) == len(everything)
    assert ends["Response"] > 0
    assert ends["SubmissionFault"] > 0


# Faults


def fault_of(client, *arguments, **fields):
    """Return the fault of a request that gets no usable answer."""
    with pytest.raises(SubmissionFault) as caught:
        client.get(*arguments, **fields)
    return caught.value.fault


def test_an_answer_that_does_not_come_is_a_timeout(path, event):
    """A view that hangs is waited for as long as a request may take."""
    with serving(path, waits(event)) as server:
        fault = fault_of(server.client(limit=0.1), "/slow")
        event.set()
    assert (fault.kind, fault.message.partition(" within ")[0]) == (
        "timeout",
        "GET /slow got no complete answer",
    )


def test_a_limit_below_a_second_is_told_as_it_is(path, event):
    """The text of a timeout says how long was waited."""
    with serving(path, waits(event)) as server:
        fault = fault_of(server.client(limit=0.1), "/slow")
        event.set()
    assert fault.message.endswith("within 0.1 s")


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 1000,
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + b"x" * 999,
        b"HTTP/1.1 100 Continue\r\n\r\n" * 100,
    ],
    ids=["head", "body", "continue"],
)
def test_a_slow_drip_ends_at_the_deadline(path, event, data):
    """A byte now and then does not prolong the time of a request."""
    with serving(path, drips(data, 0.02, event)) as server:
        started = time.monotonic()
        fault = fault_of(server.client(limit=0.2), "/")
        taken = time.monotonic() - started
        event.set()
    assert (fault.kind, taken < 2) == ("timeout", True)


def test_a_body_that_nobody_reads_ends_at_the_deadline(path, event):
    """An application that does not read what it is sent is a timeout as well."""
    handler = waits(event)
    handler.leaves_body = True
    with serving(path, handler) as server:
        client = server.client(limit=0.2)
        with pytest.raises(SubmissionFault) as caught:
            client.post("/", data=b"x" * 2**22)
        event.set()
    assert caught.value.fault.kind == "timeout"


def test_the_tests_own_time_limits_a_request(path, event):
    """A request may take no longer than what is left of the test."""
    with serving(path, waits(event)) as server:
        started = time.monotonic()
        fault = fault_of(server.client(limit=10, left=0.1), "/")
        taken = time.monotonic() - started
        event.set()
    assert (fault.kind, taken < 2) == ("timeout", True)


def test_a_test_without_time_left_is_a_timeout(path):
    """A test whose time is over makes no further request wait, and no time is below zero."""
    with serving(path) as server:
        fault = fault_of(server.client(left=-0.4), "/")
    assert (fault.kind, "-" in fault.message) == ("timeout", False)


def test_a_closed_connection_is_a_crash(path):
    """An application that ends in the middle of a request is named as the cause."""
    with serving(path, says("")) as server:
        fault = fault_of(server.client(), "/")
    assert (fault.kind, fault.message) == (
        "crash",
        "GET /: the application closed the connection without an answer",
    )


def test_no_listener_is_a_crash(path):
    """An application that is not there any more is told apart from a slow one."""
    with serving(path) as server:
        pass
    assert fault_of(server.client(), "/").kind == "crash"


@pytest.mark.parametrize(
    "data",
    [
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nhello",
    ],
    ids=["length", "chunked", "no-chunk"],
)
def test_an_answer_that_breaks_off_is_a_crash(path, data):
    """Half an answer is never passed on as a whole one."""
    with serving(path, says(data)) as server:
        fault = fault_of(server.client(), "/")
    assert (fault.kind, fault.message.partition(" after ")[0]) == (
        "crash",
        "GET /: the answer broke off",
    )


@pytest.mark.parametrize(
    "data",
    [
        "SSH-2.0-OpenSSH\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "\r\n\r\n",
        "HTTP/9.9 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: " + "x" * 70_000 + "\r\n\r\n",
        "HTTP/1.1 200 OK\r\n" + "X: y\r\n" * 101 + "\r\n",
        b"\x80\x04K\x01.\r\n",
    ],
    ids=["ssh", "status", "short-status", "blank", "version", "long-header",
         "many-headers", "binary"],
)  # fmt: skip
def test_what_is_not_http_is_said(path, data):
    """Garbage on the socket is the answer's fault, in words, and never an exception of ours."""
    with serving(path, says(data)) as server:
        fault = fault_of(server.client(), "/")
    assert fault.message.startswith("GET /: the answer is not HTTP: ")
    assert fault.kind == "http"


@pytest.mark.parametrize("head", [f"Content-Length: {MAX_BODY + 1}", "X-No-Length: 1"])
def test_a_body_that_is_too_large_is_refused(path, head):
    """The checker reads a little more than is allowed, and no further."""
    data = f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + b"x" * (MAX_BODY + 1)
    with serving(path, says(data)) as server:
        fault = fault_of(server.client(), "/")
    assert (fault.kind, fault.message) == ("size", "GET /: the answer's body is larger than 4 MiB")


def test_an_endless_body_is_refused(path):
    """An answer without an end does not fill the checker's memory."""

    def endless(connection, _request):
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(10_000):
            connection.sendall(b"x" * 2**16)

    with serving(path, endless) as server:
        assert fault_of(server.client(), "/").kind == "size"


def test_the_largest_body_is_accepted(path):
    """The limit itself is still fine."""
    with serving(path, answers(b"x" * MAX_BODY)) as server:
        assert len(server.client().get("/").data) == MAX_BODY


# The record


def test_an_exchange_is_recorded_in_full(path):
    """Request and answer are kept for the report."""
    with serving(path, answers("no", "X-A: 1", "X-A: 2", status="403 FORBIDDEN")) as server:
        server.client().post("/a?b=1", data="hello", content_type="text/plain")
    (exchange,) = server.exchanges
    assert (exchange.method, exchange.target, exchange.request_body) == ("POST", "/a?b=1", "hello")
    assert (exchange.status, exchange.response_body) == ("403 FORBIDDEN", "no")
    assert ("Content-Type", "text/plain") in exchange.request_headers
    assert exchange.response_headers == (("Content-Length", "2"), ("X-A", "1"), ("X-A", "2"))


def test_a_request_without_an_answer_is_recorded(path):
    """The request that an application died of is in the report."""
    with serving(path, says("")) as server:
        fault_of(server.client(), "/")
    assert [(e.target, e.status) for e in server.exchanges] == [("/", None)]


def test_a_long_body_is_recorded_in_part(path):
    """A report does not grow by megabytes, and says how much there was."""
    with serving(path, answers("x" * (MAX_SHOWN + 1))) as server:
        server.client().get("/")
    shown = server.exchanges[0].response_body
    assert (len(shown) < MAX_SHOWN + 50, shown[-18:]) == (True, "x... (65537 bytes)")


def test_a_binary_body_is_recorded_readably(path):
    """Bytes that are no text do not break the report."""
    with serving(path, answers(b"\xff\x00ok")) as server:
        server.client().get("/")
    assert server.exchanges[0].response_body == "\ufffd\x00ok"


# Answers that are read while they come


CHUNKED = "HTTP/1.1 200 OK\r\nX-Kind: slow\r\nTransfer-Encoding: chunked\r\n\r\n"


def in_two_parts(event):
    """Return a handler that sends the second half of its answer when *event* is set."""

    def handler(connection, _request):
        connection.sendall(f"{CHUNKED}4\r\none\n\r\n".encode())
        event.wait(5)
        connection.sendall(b"4\r\ntwo\n\r\n0\r\n\r\n")

    return handler


@pytest.mark.parametrize("way", ["read", "line"])
def test_the_beginning_of_a_stream_is_read_before_its_end_is_made(path, event, way):
    """What has come can be read while the rest is still to be made, by pieces or by lines."""
    with serving(path, in_two_parts(event)) as server, server.client().stream("/") as stream:
        assert (stream.status_code, stream.headers["X-Kind"]) == (200, "slow")
        read = getattr(stream, way)
        assert read() == b"one\n"
        event.set()
        assert [read(), read(), read()] == [b"two\n", b"", b""]


def test_a_stream_may_be_left_early(path):
    """After the block the connection is closed, and what was read is on record."""
    hung_up = threading.Event()

    def handler(connection, _request):
        connection.sendall(f"{CHUNKED}4\r\none\n\r\n".encode())
        if connection.recv(1) == b"":
            hung_up.set()

    with serving(path, handler) as server:
        with server.client().stream("/x", query_string={"n": 1}) as stream:
            stream.line()
        assert hung_up.wait(5)
    (exchange,) = server.exchanges
    assert (exchange.target, exchange.status, exchange.response_body) == (
        "/x?n=1",
        "200 OK",
        "one\n",
    )


def test_leaving_a_stream_resets_nothing(path):
    """Who hangs up with something unread is seen to have gone, as over TCP, and no error."""
    seen, arrived = [], threading.Event()

    def handler(connection, _request):
        connection.sendall(f"{CHUNKED}{2**17:x}\r\n{'x' * 2**17}".encode())
        arrived.set()
        seen.append(connection.recv(1))

    with serving(path, handler) as server, server.client().stream("/") as stream:
        assert stream.headers["X-Kind"] == "slow"
        assert arrived.wait(5)
    assert seen == [b""]


def test_a_stream_sends_cookies_and_options(path):
    """The request of a stream is one like any other."""
    with serving(path, answers("ok")) as server:
        client = server.client()
        client.set_cookie("a", "b")
        with client.stream("/", method="POST", json={}, headers={"X-Y": "z"}) as stream:
            assert stream.read() == b"ok"
    assert server.request_line == "POST / HTTP/1.1"
    assert (server.headers["Cookie"], server.headers["X-Y"], server.body) == ("a=b", "z", b"{}")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (f"{CHUNKED}9\r\nabc", "crash"),
        (f"{CHUNKED}what\r\nabc", "crash"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", "crash"),
        ("", "crash"),
        ("nonsense\r\n\r\n", "http"),
    ],
    ids=["short-chunk", "no-chunk", "short-body", "nothing", "no-http"],
)
def test_a_stream_that_breaks_off_is_a_fault(path, said, kind):
    """What is no complete answer is told as for an ordinary request."""
    with (
        serving(path, says(said)) as server,
        pytest.raises(SubmissionFault) as caught,
        server.client().stream("/") as stream,
    ):
        list(iter(stream.read, b""))
    assert caught.value.fault.kind == kind
    assert len(server.exchanges) == 1


@pytest.mark.parametrize(
    ("said", "complete"),
    [
        (f"{CHUNKED}3\r\nabc\r\n0\r\n\r\n", True),
        (f"{CHUNKED}3\r\nabc\r\n", False),
        ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", True),
        ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", False),
    ],
    ids=["all-chunks", "no-last-chunk", "whole-body", "short-body"],
)
def test_a_suite_can_ask_whether_an_answer_was_complete(path, said, complete):
    """Where an answer has to break off, that is no fault but something to look at."""
    with serving(path, says(said)) as server, server.client().stream("/") as stream:
        assert stream.complete() is complete
    assert server.exchanges[0].response_body == "abc"


def test_a_stream_that_stops_is_a_timeout(path, event):
    """Each piece has to come within the time of a request."""
    with (
        serving(path, in_two_parts(event)) as server,
        server.client(limit=0.2).stream("/") as stream,
    ):
        assert stream.read() == b"one\n"
        with pytest.raises(SubmissionFault) as caught:
            stream.read()
        event.set()
    assert caught.value.fault.kind == "timeout"


def test_what_a_suite_raises_in_a_stream_is_its_own(path):
    """An error of the code that reads is not taken for one of the connection."""
    with (
        serving(path, answers("x")) as server,
        pytest.raises(ValueError, match="invalid literal"),
        server.client().stream("/") as stream,
    ):
        int(stream.read())


def test_a_stream_may_be_longer_than_any_other_answer(path):
    """The limit of ordinary answers does not hold; no more than the beginning is kept."""
    body = b"x" * (MAX_BODY + 1)
    with serving(path, answers(body)) as server, server.client().stream("/") as stream:
        total = 0
        while piece := stream.read():
            total += len(piece)
    assert total == len(body)
    assert len(server.exchanges[0].response_body) == MAX_SHOWN
