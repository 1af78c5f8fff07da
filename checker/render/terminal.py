"""The report as a person reads it: concepts by level, then what went wrong and what to do next."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from checker.render.text import BAR, MOST_LINES, Screen, clean, one_line
from checker.report import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.report import ConceptResult, Exchange, Fault, Frame, Report, TestResult

WORDS = {"passed": "ok", "checker problem": "problem"}  # other outcomes are words already
USUAL_REQUEST = {"host", "user-agent", "accept", "content-length"}
USUAL_RESPONSE = {"server", "date", "content-length", "connection", "transfer-encoding"}
JOINTS = {"==": "", "is": "", "in": "one of ", "not in": "none of ", "!=": "anything but "}
# What Werkzeug answers where an application has no error handler of its own.
STOCK_PAGE = re.compile(r"<!doctype html>\s*<html lang=en>\s*<title>(\d{3} [^<]*)</title>\s*<h1>")
LOG_LINES = 12


def render(report: Report, screen: Screen, *, everything: bool = False, next_step: str = "") -> str:
    """Return *report* for *screen*; *everything* opens all concepts that did not pass."""
    lines = [_title(report, screen), "", *table(report, screen), "", *summary(report, screen)]
    lines += explanation(report, screen, everything=everything, rest="ARGS=--all")
    if next_step:
        lines += ["", *screen.next_step(next_step)]
    return "\n".join(lines) + "\n"


def explanation(
    report: Report, screen: Screen, *, everything: bool = False, rest: str
) -> Iterator[str]:
    """Yield what went wrong, behind an empty line; *rest* is what to type to see all of it."""
    if report.problem:
        yield ""
        yield from screen.fold(report.problem, 0, 2)
    if report.fault:
        yield ""
        yield from unusable(report.fault, report, screen)
    else:
        yield from _opened(report, screen, everything=everything, rest=rest)


def _title(report: Report, screen: Screen) -> str:
    left = f"{report.kata}  {report.title}"
    right = f"{report.isolation}, {report.seconds:.1f} s"
    gap = screen.width - len(left) - len(right)
    name = screen.style(report.kata, "bold")
    if gap < len("  "):
        return f"{name}  {report.title}\n{screen.style(right, 'dim')}"
    return f"{name}  {report.title}{' ' * gap}{screen.style(right, 'dim')}"


def table(report: Report, screen: Screen) -> Iterator[str]:
    """Yield a line for each concept of *report*, by level."""
    widest = max((len(concept.id) for concept in report.concepts), default=0)
    for level in LEVELS:
        concepts = [concept for concept in report.concepts if concept.level == level]
        for number, concept in enumerate(concepts):
            yield from _row(concept, level if number == 0 else "", widest, screen)


def _row(concept: ConceptResult, level: str, widest: int, screen: Screen) -> Iterator[str]:
    word = WORDS.get(concept.outcome, concept.outcome)
    title = concept.title
    if concept.outcome == "blocked":
        title = f"needs {', '.join(concept.blocked_by)}"
    if concept.outcome == "failed" and concept.red_flag:
        title = f"RED FLAG  {title}"
    start = f"{level:<8} {word:<8} {concept.id:<{widest}}  "
    first, *rest = screen.fold(title, len(start))
    styled = f"{level:<8} {screen.style(f'{word:<8}', concept.outcome)} {concept.id:<{widest}}  "
    yield styled + first[len(start) :]
    yield from rest


def summary(report: Report, screen: Screen) -> list[str]:
    """Return the counts of each level, the red flags, and what is to be noted."""
    counts = [f"{level} {n.passed}/{n.total}" for level, n in report.levels.items() if n.total]
    flags = ", ".join(report.red_flags) or "none"
    open_ = [c for c in report.concepts if c.red_flag and c.outcome not in ("passed", "failed")]
    later = f" ({len(open_)} not judged yet)" if open_ else ""
    first, *rest = screen.fold(f"{', '.join(counts)}; red flags: {flags}{later}", 0, 2)
    if report.red_flags and not rest:
        first = first.replace(flags, screen.style(flags, "red"))
    notes = [f"note: {' '.join(clean(note).split())}" for note in report.notes]
    return [first, *rest, *(line for note in notes for line in screen.mention(note, 0))]


def _opened(report: Report, screen: Screen, *, everything: bool, rest: str) -> Iterator[str]:
    wrong = [c for c in report.concepts if c.outcome not in ("passed", "blocked")]
    for concept in wrong if everything else wrong[:1]:
        yield ""
        yield from screen.fold(f"{concept.id}  {concept.title}", 0, len(concept.id) + 2)
        bad = [test for test in concept.tests if test.outcome != "passed"]
        for test in bad if everything else bad[:1]:
            yield ""
            yield from finding(test, report, screen)
        if hidden := 0 if everything else len(bad) - 1:
            yield f"  and {hidden} more of this concept"
    if not everything and len(wrong) > 1:
        others = ", ".join(concept.id for concept in wrong[1:])
        yield ""
        lines = screen.fold(f"also open: {others}", 0, 2)
        told = f"(all of them: {rest})"
        fits = len(lines[-1]) + 3 + len(told) <= screen.width
        yield from [*lines[:-1], f"{lines[-1]}   {told}"] if fits else [*lines, f"  {told}"]


def finding(test: TestResult, report: Report, screen: Screen) -> Iterator[str]:
    """Yield what *test* of *report* requires, and all that it saw."""
    yield from screen.fold(test.requirement, 2)
    if test.exception:
        yield from screen.quote(test.exception, 2, "raised")
        yield from _frames(test.frames, report, screen)
    yield from _exchanges(test, screen)
    if test.fault:
        yield from screen.quote(test.message, 4)
    elif test.message and test.message != test.requirement:
        start, _, rest = test.message.partition(" ")
        yield from screen.quote(rest, 2, clean(start))
    yield from _comparison(test, screen)
    yield from _places(test, report, screen)


def _exchanges(test: TestResult, screen: Screen) -> Iterator[str]:
    """Yield the exchanges that led to the one that was judged, in short, and that one in full."""
    judged = len(test.exchanges) - 1 if test.judged is None else test.judged
    earlier = test.exchanges[: max(judged, 0)]
    steps = [f"{e.method} {e.target}  ->  {one_line(str(e.status))}" for e in earlier]
    for step, same in itertools.groupby(steps):
        times = len(list(same))
        yield from screen.mention(step + (f"  ({times} times)" if times > 1 else ""), 4)
    if test.exchanges:
        yield from _exchange(test.exchanges[judged], screen)


def _exchange(exchange: Exchange, screen: Screen) -> Iterator[str]:
    """Yield the request, and the response behind a bar."""
    yield from screen.mention(f"{exchange.method} {exchange.target}", 4)
    for line in _content(exchange.request_headers, USUAL_REQUEST, exchange.request_body):
        yield from screen.mention(line, 6)
    if exchange.status:
        body = exchange.response_body
        stock = STOCK_PAGE.match(body)
        body = f"(Flask's own page for {stock[1]})" if stock else body
        shown = screen.quote(exchange.status, 4)
        for line in _content(exchange.response_headers, USUAL_RESPONSE, body):
            if len(shown) > MOST_LINES:
                shown[MOST_LINES:] = ["    (cut; all of it is in FORMAT=json)"]
                break
            shown += screen.quote(f"  {line}", 4)
        yield from shown


def _content(headers: tuple[tuple[str, str], ...], usual: set[str], body: str) -> Iterator[str]:
    for name, value in headers:
        if name.lower() not in usual:
            yield f"{name}: {value}"
    if body.strip():
        yield from clean(body.rstrip()).splitlines()


def _comparison(test: TestResult, screen: Screen) -> Iterator[str]:
    if test.comparison is None:
        return
    actual, expected = clean(test.comparison.actual), clean(test.comparison.expected)
    operator = test.comparison.operator
    if operator in ("in", "not in") and expected[:1] in "'\"":  # a text in a longer one
        found = "expected to find" if operator == "in" else "expected not to find"
        yield from screen.quote(actual, 2, found)
        yield from screen.quote(expected, 2, "in")
        return
    expected = JOINTS.get(operator, f"{operator} ") + expected
    if len(f"  expected {expected}, got {actual}") <= screen.width:
        yield f"  expected {expected}, got {actual}"
    else:
        yield from screen.quote(expected, 2, "expected")
        yield from screen.quote(actual, 2, "got")


def _places(test: TestResult, report: Report, screen: Screen) -> Iterator[str]:
    if test.fault:
        yield from _frames(test.fault.frames, report, screen)
        yield from screen.quote(test.fault.detail, 4) if test.fault.detail else ()
    if test.exception:
        return
    if test.handler:
        place = _place(test.handler, report)
        yield from screen.quote(f"{one_line(test.handler.function)}() at {place}", 2, "answered by")
    written = clean(test.logs).rstrip().splitlines()
    if written:
        yield "  it wrote"
        yield from screen.quote("\n".join(written[-LOG_LINES:]), 4)


def unusable(fault: Fault, report: Report, screen: Screen) -> Iterator[str]:
    """Yield why the answer could not be used, and where."""
    yield "The answer could not be used:"
    yield from screen.quote(fault.message, 2)
    yield from _frames(fault.frames, report, screen)
    if fault.detail and fault.detail not in fault.message:
        yield from (
            f"    {BAR}{line}"[: screen.width] for line in clean(fault.detail).splitlines()[:20]
        )


def _frames(frames: tuple[Frame, ...], report: Report, screen: Screen) -> Iterator[str]:
    for frame in frames:
        where = f" in {one_line(frame.function)}" if frame.function else ""
        yield from screen.mention(f"{_place(frame, report)}{where}", 2)
        if frame.code and frame is frames[-1] and frame.function:
            yield from screen.quote(frame.code, 4)


def _place(frame: Frame, report: Report) -> str:
    return f"{report.submission}/{one_line(frame.path)}:{frame.line}"
