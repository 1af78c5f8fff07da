"""What a test saw that did not pass, as elements of a page."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from checker.render.terminal import JOINTS, STOCK_PAGE, USUAL_REQUEST, USUAL_RESPONSE
from checker.render.text import MOST_CHARACTERS, MOST_LINES
from checker.render.tree import node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.render.tree import Node
    from checker.report import Comparison, Exchange, Fault, Frame, TestResult


def evidence(test: TestResult) -> Iterator[Node]:
    """Yield the requirement that *test* is about, and all that is known of why it was not met."""
    yield node("p", test.requirement, class_="requirement")
    if test.message and test.message != test.requirement:
        yield node("p", quoted(test.message))
    if test.comparison:
        yield _comparison(test.comparison)
    yield from _exchanges(test)
    if test.exception:
        yield labelled("raised", test.exception)
    yield from frames(test.frames)
    if test.handler and not test.exception:
        yield node("p", "Answered by ", _place(test.handler))
    if test.fault and test.fault.message != test.message:
        yield from fault(test.fault)
    elif test.fault:
        yield from _where(test.fault)
    if test.logs.strip():
        yield folded("What it wrote", node("pre", ending(test.logs.rstrip())))
    at = f", {test.suite_line}" if test.suite_line else ""
    yield node("p", f"Test: {test.name}{at}; {test.evidence}", class_="quiet small")


def fault(found: Fault) -> Iterator[Node]:
    """Yield why an application could not be used, and where."""
    yield labelled(f"{found.kind} fault", found.message)
    yield from _where(found)


def _where(found: Fault) -> Iterator[Node]:
    yield from frames(found.frames)
    if found.detail and found.detail not in found.message:
        yield node("pre", quoted(found.detail))


def frames(found: Sequence[Frame]) -> Iterator[Node]:
    """Yield the lines of the candidate's own code, the outermost first; of many, the inner ones."""
    places = [
        node("li", _place(frame), *([node("pre", quoted(frame.code))] if frame.code else []))
        for frame in found[-MOST_LINES:]
    ]
    if places:
        yield node("ol", *places, class_="frames")


def _place(frame: Frame) -> Node:
    function = f" in {frame.function}" if frame.function else ""
    return node("code", f"{frame.path}:{frame.line}{function}")


def _comparison(found: Comparison) -> Node:
    operator, actual, expected = found.operator, found.actual, found.expected
    if operator in ("in", "not in") and expected[:1] in "'\"":  # a text in a longer one
        words = ("Expected to find" if operator == "in" else "Expected not to find", "in")
        return _sides((words[0], actual), (words[1], expected))
    joint = JOINTS.get(operator, f"{operator} ")
    return _sides(("Expected", joint + expected), ("Got", actual))


def _sides(*sides: tuple[str, str]) -> Node:
    columns = [node("div", node("dt", name), node("dd", node("pre", quoted(text))))
               for name, text in sides]  # fmt: skip
    return node("dl", *columns, class_="sides")


def _exchanges(test: TestResult) -> Iterator[Node]:
    """Yield the exchanges that led to the one that was judged, in short, and that one in full."""
    if not test.exchanges:
        return
    judged = len(test.exchanges) - 1 if test.judged is None else test.judged
    steps = [f"{e.method} {e.target} -> {e.status}" for e in test.exchanges[:judged]]
    if steps:
        grouped = ((step, len(list(same))) for step, same in itertools.groupby(steps))
        lines = [step + (f" ({times} times)" if times > 1 else "") for step, times in grouped]
        left_out = [f"({len(lines) - MOST_LINES} more)"] if len(lines) > MOST_LINES else []
        before = [node("li", node("code", quoted(line))) for line in lines[:MOST_LINES] + left_out]
        yield folded("Requests before it", node("ol", *before))
    yield _exchange(test.exchanges[judged])


def _exchange(found: Exchange) -> Node:
    stock = STOCK_PAGE.match(found.response_body)
    body = f"(Flask's own page for {stock[1]})" if stock else found.response_body
    request = _message(found.request_headers, USUAL_REQUEST, found.request_body)
    response = _message(found.response_headers, USUAL_RESPONSE, body)
    return _sides(
        ("Request", f"{found.method} {found.target}\n{request}".rstrip()),
        ("Response", f"{found.status or '(no answer)'}\n{response}".rstrip()),
    )


def _message(headers: tuple[tuple[str, str], ...], usual: set[str], body: str) -> str:
    lines = [f"{name}: {value}\n" for name, value in headers if name.lower() not in usual]
    return "".join(lines) + (f"\n{body}" if body.strip() else "")


def labelled(label: str, text: str) -> Node:
    """Return a candidate's *text* behind a word of ours."""
    return node("p", node("strong", f"{label.capitalize()}: "), node("code", quoted(text)))


def folded(summary: str, *content: Node) -> Node:
    """Return *content* so that it is shown on demand."""
    return node("details", node("summary", summary), *content)


def quoted(text: str) -> str:
    """Return *text*, which may have any length, as long as a page can bear."""
    if len(text) <= MOST_CHARACTERS:
        return text
    return f"{text[:MOST_CHARACTERS]}\n({_cut(text)})"


def ending(text: str) -> str:
    """Return *text* as `quoted` does, but of a long one its end, as logs are read."""
    if len(text) <= MOST_CHARACTERS:
        return text
    return f"({_cut(text)})\n{text[-MOST_CHARACTERS:]}"


def _cut(text: str) -> str:
    return f"cut; all {len(text)} characters are in the JSON report"
