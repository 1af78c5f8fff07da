"""What each concept is worth in systems that add up tests, where a concept is one test."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from checker.grading import concepts_of, score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.grading import Assessment, Candidate
    from checker.report import ConceptResult, Report

CENTS = 100  # of a point
WHOLE = 100 * CENTS
MOST = 10_000  # what whole numbers may add up to, before they are rounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A concept and its *share* of all points, from 0 to 1, or None if it is left out of them.

    *part* and *place* are those of its kata and of the concept in it, from 1.
    """

    part: int
    place: int
    report: Report
    concept: ConceptResult
    share: Fraction | None

    @property
    def passed(self) -> bool:
        """Whether the share is won."""
        return self.concept.outcome == "passed"


def counted(assessment: Assessment, candidate: Candidate) -> tuple[Counted, ...]:
    """Return the concepts of *candidate* by kata, with the shares that `grading.score` gives them.

    A concept with a problem of the checker has none, and the others share what it would have.
    """
    by_kata = {report.kata: report for report in candidate.reports}
    found: list[tuple[int, int, Report, ConceptResult, Fraction | None]] = []
    total = Fraction()
    for number, part in enumerate(assessment.parts, start=1):
        report = by_kata[part.kata]
        concepts = tuple(concepts_of(assessment, report))
        weights = [_weight(assessment, concept) for concept in concepts]
        whole = sum((weight for weight in weights if weight), Fraction())
        total += _exactly(part.weight) if whole else 0
        for place, (concept, weight) in enumerate(zip(concepts, weights, strict=True), start=1):
            share = None if weight is None else weight / whole * _exactly(part.weight)
            found.append((number, place, report, concept, share))
    return tuple(
        Counted(
            part=number,
            place=place,
            report=report,
            concept=concept,
            share=None if share is None else share / total,
        )
        for number, place, report, concept, share in found
    )


def _weight(assessment: Assessment, concept: ConceptResult) -> Fraction | None:
    if concept.outcome == "checker problem":
        return None
    return _exactly(assessment.weights[concept.level])


def _exactly(weight: float) -> Fraction:
    """Return the number that was written, 0.1 and not its nearest binary fraction."""
    return Fraction(repr(weight))


def points(
    assessment: Assessment, candidate: Candidate, concepts: Sequence[Counted]
) -> list[tuple[float, float] | None]:
    """Return won and possible points for each of *concepts*, None where it has no share.

    The won ones add up to `Score.points` and the possible ones to 100, to the cent: what rounding
    leaves over is dealt out, so that two candidates' maximum for a concept may be cents apart.
    """
    won = round(score(assessment, candidate.reports).points * CENTS)
    passed = apportion(won, [c.share or Fraction() if c.passed else Fraction() for c in concepts])
    rest = [Fraction() if c.passed else c.share or Fraction() for c in concepts]
    others = apportion(WHOLE - won, rest)
    return [
        None if concept.share is None else (got / CENTS, (got + missed) / CENTS)
        for concept, got, missed in zip(concepts, passed, others, strict=True)
    ]


def apportion(total: int, shares: Sequence[Fraction]) -> list[int]:
    """Deal *total* out by *shares* in whole numbers, what is left to the largest remainders."""
    whole = sum(shares)
    if not whole:
        return [0] * len(shares)
    exact = [total * share / whole for share in shares]
    dealt = [math.floor(number) for number in exact]
    by_remainder = sorted(range(len(shares)), key=lambda n: (dealt[n] - exact[n], n))
    for number in by_remainder[: total - sum(dealt)]:
        dealt[number] += 1
    return dealt


def whole_numbers(shares: Sequence[Fraction]) -> list[int]:
    """Return the smallest whole numbers with the proportions of *shares*.

    They are rounded where they would add up to more than `MOST`.
    """
    scale = math.lcm(*(share.denominator for share in shares))
    numbers = [int(share * scale) for share in shares]
    smallest = math.gcd(*numbers) or 1
    if sum(numbers) // smallest > MOST:
        return apportion(MOST, shares)
    return [number // smallest for number in numbers]
