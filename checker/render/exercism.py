"""A report as ``results.json`` of an Exercism test runner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.render.data import dumped
from checker.render.labels import distinct, label
from checker.render.reasons import PLAIN, cut, reason, requirements
from checker.render.terminal import unusable
from checker.render.text import clean

if TYPE_CHECKING:
    from checker.report import ConceptResult, Report

VERSION = 3
MOST_OUTPUT = 500  # characters
MOST_BYTES = 500_000
STATUSES = {"passed": "pass", "failed": "fail", "blocked": "fail"}  # all others are errors


def render(report: Report) -> str:
    """Return *report* in version 3 of the format, with a test for each concept.

    As in "The Test Runner Interface" and "Docker Setup" of Exercism's documentation: at most 500
    characters of a test's output, 500 kilobytes in all. The task of a test is the concept's number;
    instead of the test's code there are the sentences that the concept is judged by.
    """
    most = MOST_BYTES
    while len(text := dumped(_results(report, most))) > MOST_BYTES and most:
        most //= 2
    return text


def _results(report: Report, most: int) -> dict[str, Any]:
    """Return the results with no text longer than *most* characters."""
    broken = report.fault is not None or report.outcome == "checker problem"
    status = "error" if broken else STATUSES.get(report.outcome, "error")
    names = distinct(label(concept.title) for concept in report.concepts)
    return {
        "version": VERSION,
        "status": status,
        "message": cut(_message(report), most) if status == "error" else None,
        "tests": [
            _test(concept, report, name, most)
            for concept, name in zip(report.concepts, names, strict=True)
        ],
    }


def _message(report: Report) -> str:
    """Return all that a person learns of an answer that could not be tested."""
    if report.outcome != "checker problem" and report.fault:
        return "\n".join(unusable(report.fault, report, PLAIN))
    told = "This is a problem of the checker, not of the answer. Please hand it in again."
    return f"{told}\n{clean(report.problem)}".rstrip()


def _test(concept: ConceptResult, report: Report, name: str, most: int) -> dict[str, Any]:
    logs = "".join(test.logs for test in concept.tests if test.outcome != "passed")
    return {
        "name": name,
        "status": STATUSES.get(concept.outcome, "error"),
        "message": cut(reason(concept, report), most) or None,
        "output": cut(clean(logs), min(MOST_OUTPUT, most)) or None,
        "test_code": cut("\n".join(requirements(concept)), most),
        "task_id": concept.number,
    }
