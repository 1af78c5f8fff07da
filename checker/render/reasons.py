"""Why a concept did not pass, in plain lines, for formats that show text as it is."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from checker.render.terminal import finding, unusable
from checker.render.text import Screen, clean, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.report import ConceptResult, OwnTests, Report

PLAIN = Screen(width=100)
MOST = 10_000  # characters
CUT = "\n(cut)"


def reason(concept: ConceptResult, report: Report, most: int = MOST) -> str:
    """Return why *concept* of *report* did not pass, in at most *most* characters.

    It is empty if it passed. What a candidate wrote is behind bars, as in a terminal.
    """
    return cut("\n".join(_lines(concept, report)).strip("\n"), most)


def _lines(concept: ConceptResult, report: Report) -> Iterator[str]:
    if concept.outcome == "passed":
        return
    if concept.outcome == "blocked":
        yield f"Not judged: it needs {', '.join(concept.blocked_by)}, which did not pass."
        return
    if concept.outcome == "checker problem":
        yield "A problem of the checker, which is not held against the answer."
        yield from PLAIN.fold(report.problem, 2) if report.problem else ()
    if concept.id == "own-tests":
        yield own_tests(report.own_tests)
    if report.fault and concept.outcome == "error":
        yield from unusable(report.fault, report, PLAIN)
        return
    bad = [test for test in concept.tests if test.outcome != "passed"]
    seen = ["\n".join(finding(test, report, PLAIN)) for test in bad]
    yield "\n\n".join(textwrap.dedent(text) for text in dict.fromkeys(seen))


def own_tests(found: OwnTests | None) -> str:
    """Return in one line what became of the tests that were handed in."""
    if found is None:
        return "No tests were handed in."
    if found.problem:
        return f"The tests could not be counted: {' '.join(clean(found.problem).split())}"
    cover = "is not known" if found.coverage is None else f"is {found.coverage:g} %"
    passed = counted(found.passed, "test")
    return f"{passed} passed, {found.failed} failed, {found.skipped} skipped; coverage {cover}."


def requirements(concept: ConceptResult) -> list[str]:
    """Return the sentences that *concept* is judged by, those of its tests, each once."""
    sentences = dict.fromkeys(" ".join(clean(test.requirement).split()) for test in concept.tests)
    return [sentence for sentence in sentences if sentence] or [clean(concept.title)]


def unmet(concept: ConceptResult) -> str:
    """Return the first sentence that does not hold."""
    first = (test.requirement for test in concept.tests if test.outcome != "passed")
    return clean(next(first, "") or concept.title)


def cut(text: str, most: int) -> str:
    """Return *text*, or its beginning and a word that it was cut, in at most *most* characters."""
    return text if len(text) <= most else text[: max(most - len(CUT), 0)] + CUT[-most:] * (most > 0)
