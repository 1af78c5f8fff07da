"""What the page of results is about: candidates in the order of their points, and concepts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from checker.grading import concepts_of, score
from checker.render.text import clean, counted
from checker.report import LEVELS

if TYPE_CHECKING:
    from checker.grading import Assessment, Candidate, Grading, Score
    from checker.report import ConceptResult, LevelCount, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One candidate, what they reached, and the outcome of each concept by kata and id."""

    candidate: Candidate
    score: Score
    concepts: dict[tuple[str, str], ConceptResult]


def standings(grading: Grading) -> list[Standing]:
    """Return the candidates, those with the most points first, equals by name."""
    found = [standing(grading.assessment, candidate) for candidate in grading.candidates]
    return sorted(found, key=lambda one: (-one.score.points, one.candidate.name))


def standing(assessment: Assessment, candidate: Candidate) -> Standing:
    """Return what *candidate* reached."""
    concepts = {
        (report.kata, concept.id): concept
        for report in candidate.reports
        for concept in concepts_of(assessment, report)
    }
    reached = score(assessment, candidate.reports)
    return Standing(candidate=candidate, score=reached, concepts=concepts)


def columns(assessment: Assessment, found: list[Standing]) -> dict[tuple[str, str], ConceptResult]:
    """Return an example of every concept that anyone was judged by: by kata, level and number."""
    katas = [part.kata for part in assessment.parts]
    examples: dict[tuple[str, str], ConceptResult] = {}
    for one in found:
        examples = one.concepts | examples
    return dict(
        sorted(
            examples.items(),
            key=lambda item: (
                katas.index(item[0][0]),
                LEVELS.index(item[1].level),
                item[1].number,
            ),
        )
    )


def of_kata(assessment: Assessment, report: Report) -> Score:
    """Return what was reached in the kata of *report* alone."""
    parts = tuple(part for part in assessment.parts if part.kata == report.kata)
    return score(replace(assessment, parts=parts), [report])


def rule(assessment: Assessment) -> str:
    """Return how points are counted."""
    weights = ", ".join(f"{level} {assessment.weights[level]:g}" for level in LEVELS)
    told = f"Points are the percentage of concepts passed, counted by level ({weights})"
    if len(assessment.parts) > 1:
        parts = ", ".join(f"{part.kata} {part.weight:g}" for part in assessment.parts)
        told += f"; katas count by their weight ({parts})"
    flags = (
        " A red flag means not passed, whatever the points." if assessment.red_flags_fail else ""
    )
    return f"{told}.{flags}"


def reason(assessment: Assessment, reached: Score) -> str:
    """Return why the verdict on *reached* is what it is."""
    if reached.red_flags and assessment.red_flags_fail:
        return counted(len(reached.red_flags), "red flag")
    if reached.passed is None:
        return "a problem of the checker leaves concepts open"
    side = "at or above" if reached.passed else "below"
    return f"{side} the pass mark of {assessment.pass_mark}"


def address(folder: str) -> str:
    """Return the link to the answers of the candidate whose results are in *folder*."""
    return f"#candidate-{quote(clean(folder))}"


def tally(levels: LevelCount) -> str:
    """Return how many concepts passed, of how many."""
    return f"{levels.passed}/{levels.total}" if levels.total else "-"
