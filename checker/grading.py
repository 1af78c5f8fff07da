"""The records of grading: an assessment, candidates, their reports, and the rule of the score."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from checker.report import LEVELS, ConceptResult, Level, LevelCount, Report, TestResult, as_dict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.report import Outcome

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One kata of an assessment; *weight* is its share, compared with that of the others."""

    kata: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTestsRule:
    """When a candidate's own tests count as passed: all pass, and cover so many percent of lines.

    The concept ``own-tests`` is then of the *level*.
    """

    level: Level
    coverage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What candidates may see: in the archive *concepts* and *hints*, in their copy the *score*."""

    concepts: bool = True
    hints: bool = False
    score: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What is asked of every candidate, and how it is counted.

    *minutes* is the time they are given, *pass_mark* is in percent, *weights* are what a concept
    of a level counts for. A red flag means not passed if *red_flags_fail*.
    """

    id: str
    title: str
    about: str
    minutes: int
    pass_mark: int
    parts: tuple[Part, ...]
    weights: dict[Level, float]
    red_flags_fail: bool = True
    shown: Shown = field(default_factory=Shown)
    own_tests: OwnTestsRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """A disqualifying concept that failed."""

    kata: str
    concept: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a candidate reached: *points* of 100.

    *passed* is None while a problem of the checker leaves the verdict open.
    """

    points: float
    passed: bool | None
    levels: dict[Level, LevelCount]
    red_flags: tuple[RedFlag, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One who handed something in; *folder* is where their results are, *reports* one a kata."""

    name: str
    folder: str
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Lines of one file, counted from 1, both ends included, and their text."""

    path: str
    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two regions that have one structure."""

    left: Region
    right: Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Similarity:
    """Two answers to one kata that share structure beyond that of the stub.

    *left* and *right* are candidates' names; *left_share* and *right_share* say how much of each
    one's own code is in the *matches*, from 0 to 1.
    """

    kata: str
    left: str
    right: str
    left_share: float
    right_share: float
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """All results of one assessment; *skipped* names what was no submission, and why.

    *started* is an ISO time; *seed* is that of the values which all candidates were given.
    """

    assessment: Assessment
    candidates: tuple[Candidate, ...]
    started: str
    seed: int
    similarities: tuple[Similarity, ...] = ()
    skipped: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)


def score(assessment: Assessment, reports: Iterable[Report]) -> Score:
    """Count the *reports* of one candidate, one for each kata of *assessment*.

    A kata's points are the weights of its passed concepts among those of all; katas count by
    their own weights. A concept with a checker problem is left out, and leaves the verdict open.
    """
    by_kata = {report.kata: report for report in reports}
    judged_on = [by_kata[part.kata] for part in assessment.parts]
    total = got = 0.0
    concepts: list[ConceptResult] = []
    for part, report in zip(assessment.parts, judged_on, strict=True):
        judged = tuple(concepts_of(assessment, report))
        concepts += judged
        if share := _share(assessment.weights, judged):
            got += part.weight * share[0] / share[1]
            total += part.weight
    flags = tuple(chain.from_iterable(map(red_flags, judged_on)))
    points = round(100 * got / total, 1) if total else 0.0
    passed: bool | None = points >= assessment.pass_mark
    if any(report.outcome == "checker problem" for report in judged_on):
        passed = None
    if flags and assessment.red_flags_fail:
        passed = False
    return Score(points=points, passed=passed, levels=_levels(concepts), red_flags=flags)


def _share(
    weights: dict[Level, float], concepts: Iterable[ConceptResult]
) -> tuple[float, float] | None:
    counted = [concept for concept in concepts if concept.outcome != "checker problem"]
    whole = sum(weights[concept.level] for concept in counted)
    got = sum(weights[concept.level] for concept in counted if concept.outcome == "passed")
    return (got, whole) if whole else None


def _levels(concepts: list[ConceptResult]) -> dict[Level, LevelCount]:
    def count(level: Level) -> LevelCount:
        outcomes = [concept.outcome for concept in concepts if concept.level == level]
        return LevelCount(passed=outcomes.count("passed"), total=len(outcomes))

    return {level: count(level) for level in LEVELS}


def red_flags(report: Report) -> Iterator[RedFlag]:
    """Yield the red flags of *report* with their titles."""
    for concept in report.concepts:
        if concept.id in report.red_flags:
            yield RedFlag(kata=report.kata, concept=concept.id, title=concept.title)


def concepts_of(assessment: Assessment, report: Report) -> Iterator[ConceptResult]:
    """Yield the concepts of *report*, and ``own-tests`` where *assessment* counts them."""
    yield from report.concepts
    if rule := assessment.own_tests:
        yield ConceptResult(
            id="own-tests",
            number=len(report.concepts) + 1,
            title=f"The answer's own tests pass and cover {rule.coverage} % of its lines",
            level=rule.level,
            red_flag=False,
            outcome=_outcome_of_own_tests(rule, report),
            evidence="reported",
        )


def lean(report: Report) -> Report:
    """Return *report* without the exchanges and logs of tests that passed, which explain nothing.

    They are most of it, and its seed brings them back.
    """
    return replace(
        report,
        concepts=tuple(
            replace(
                concept,
                tests=tuple(
                    replace(test, exchanges=(), logs="") if test.outcome == "passed" else test
                    for test in concept.tests
                ),
            )
            for concept in report.concepts
        ),
    )


def _outcome_of_own_tests(rule: OwnTestsRule, report: Report) -> Outcome:
    tests = report.own_tests
    if tests is None and {concept.outcome for concept in report.concepts} == {"checker problem"}:
        return "checker problem"  # nobody knows whether there are any
    passed = tests and tests.all_passed and (tests.coverage or 0) >= rule.coverage
    return "passed" if passed else "failed"


def for_candidate(report: Report) -> Report:
    """Return *report* as the candidate may see it: what was required, and whether it is met.

    No names of tests, values, requests, logs or lines of the suite, and no path of the grader's.
    """
    return replace(
        report,
        submission=report.kata,
        seed=0,
        environment={},
        problem="The checker had a problem." if report.problem else "",
        concepts=tuple(
            replace(
                concept,
                tests=tuple(
                    TestResult(
                        name=f"{concept.id}-{number}",
                        concept=test.concept,
                        requirement=test.requirement,
                        outcome=test.outcome,
                        evidence=test.evidence,
                    )
                    for number, test in enumerate(concept.tests, start=1)
                ),
            )
            for concept in report.concepts
        ),
    )


def candidate_as_dict(assessment: Assessment, candidate: Candidate) -> dict[str, Any]:
    """Return *candidate* as plain JSON values, in the shape of ``docs/candidate.schema.json``."""
    reached = score(assessment, candidate.reports)
    return {
        "format": FORMAT,
        "candidate": candidate.name,
        "assessment": assessment.id,
        "points": reached.points,
        "passed": reached.passed,
        "levels": {
            level: {"passed": count.passed, "total": count.total}
            for level, count in reached.levels.items()
        },
        "red_flags": [{"kata": flag.kata, "concept": flag.concept} for flag in reached.red_flags],
        "reports": [as_dict(report) for report in candidate.reports],
    }


def alone(report: Report) -> tuple[Assessment, Candidate]:
    """Return an assessment of the kata of *report* only, and the candidate who answered it."""
    assessment = Assessment(
        id=report.kata,
        title=report.title,
        about="",
        minutes=0,
        pass_mark=100,
        parts=(Part(kata=report.kata),),
        weights=dict.fromkeys(LEVELS, 1.0),
    )
    return assessment, Candidate(name=report.submission, folder="", reports=(report,))
