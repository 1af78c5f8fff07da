"""What one candidate reached, in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.grading import concepts_of, score
from checker.render.blocks import MOST_BYTES, fitting, head, ours, row
from checker.render.escape import fenced, markdown
from checker.render.reasons import own_tests, reason
from checker.render.verdict import verdict
from checker.report import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.grading import Assessment, Candidate
    from checker.report import ConceptResult, Report

ELSEWHERE = "The report as data has all of it."


def render(
    assessment: Assessment, candidate: Candidate, *, scored: bool = True, most: int = MOST_BYTES
) -> str:
    """Return verdict, concepts by level, and why those that did not pass did not.

    Points and verdict are only there if *scored*. At most *most* bytes of UTF-8.
    """
    return fitting(_blocks(assessment, candidate, scored=scored), ELSEWHERE, most)


def _blocks(assessment: Assessment, candidate: Candidate, *, scored: bool) -> Iterator[str]:
    yield f"# {markdown(candidate.name)}: {ours(assessment.title)}\n\n"
    if scored:
        yield f"{ours(verdict(assessment, score(assessment, candidate.reports)))}\n\n"
    for report in candidate.reports:
        yield from _kata(assessment, report)


def _kata(assessment: Assessment, report: Report) -> Iterator[str]:
    concepts = sorted(concepts_of(assessment, report), key=lambda c: LEVELS.index(c.level))
    yield f"## {ours(report.kata)}: {ours(report.title)}\n\n"
    yield head(["level", "outcome", "concept", "what is asked"])
    for concept in concepts:
        yield row([concept.level, _outcome(concept), f"`{concept.id}`", ours(concept.title)])
    for note in report.notes:
        yield f"\nNote: {markdown(note)}\n"
    if report.own_tests:
        yield f"\nThe answer's own tests: {markdown(own_tests(report.own_tests))}\n"
    yield "\n"
    for concept in concepts:
        yield from _why(concept, report)


def _outcome(concept: ConceptResult) -> str:
    return "**red flag**" if concept.outcome == "failed" and concept.red_flag else concept.outcome


def _why(concept: ConceptResult, report: Report) -> Iterator[str]:
    if concept.outcome not in ("passed", "blocked"):
        yield f"### {concept.outcome.capitalize()}: `{concept.id}`\n\n"
        yield f"{ours(concept.title)}\n\n{fenced(reason(concept, report))}\n"
