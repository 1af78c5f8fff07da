"""Results made by chance, the same ones for the same seed: every outcome, and texts of any kind."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any, get_args

from builders import a_concept, a_report, a_test, failed_test, hostile_report
from gradings import a_candidate, an_assessment

from checker.grading import OwnTestsRule, Part
from checker.report import LEVELS, Comparison, Fault, Outcome, OwnTests

if TYPE_CHECKING:
    from checker.grading import Assessment, Candidate
    from checker.report import ConceptResult, Report

SEEDS = range(40)
PIECES = [
    "\x00", "\x08", "\x1b[31m", "\x9b", "\u202e", "\ud800", "\ufffe", "\uffff", "\U000e0041", "\r",
    "\n", "\t", "\u2028", " ", "&", "<b>", "</failure>", "]]>", '"', "'", "`", "```", "|", "=1+1",
    "@", "##[error]", "::error::", "\\", "passed", "é", "漢", "\U0001f600", "a" * 700, "word",
]  # fmt: skip


def odd_text(chance: Random, most: int = 12) -> str:
    """Return a text of up to *most* pieces that some format may stumble over."""
    return "".join(chance.choices(PIECES, k=chance.randrange(most)))


def odd_report(seed: int, kata: str = "hello_app") -> Report:
    """Return a report with odd texts wherever a candidate can write."""
    chance = Random(seed)  # noqa: S311 - a test's data, no secret
    concepts = [_concept(chance, number) for number in range(1, 1 + chance.randint(1, 9))]
    fault = Fault(kind="import", message=odd_text(chance), detail=odd_text(chance))
    return a_report(
        *concepts,
        kata=kata,
        submission=f"handed-in/{odd_text(chance)}",
        notes=(odd_text(chance),),
        seconds=chance.choice([0.0, 0.4, 12345.678]),
        fault=fault if chance.random() < 0.2 else None,
        problem="The suite ended." if chance.random() < 0.1 else "",
        own_tests=chance.choice([None, OwnTests(passed=2, coverage=80.0),
                                 OwnTests(problem=odd_text(chance), output=odd_text(chance))]),
    )  # fmt: skip


def _concept(chance: Random, number: int) -> ConceptResult:
    outcome = chance.choice(get_args(Outcome))
    tests = [_test(chance, outcome) for _ in range(chance.randrange(4))]
    blocked = outcome == "blocked"
    return a_concept(
        id=f"concept-{number}",
        number=number,
        title=chance.choice(["It works", f"The {number}. thing | is `right`"]),
        level=chance.choice(LEVELS),
        red_flag=chance.random() < 0.2,
        outcome=outcome,
        blocked_by=("concept-1",) if blocked else (),
        tests=() if blocked else tuple(tests),
    )


def _test(chance: Random, outcome: str) -> Any:
    if outcome == "passed":
        return a_test()
    exchanges = hostile_report().concepts[0].tests[0].exchanges
    return failed_test(
        outcome=outcome,
        message=odd_text(chance),
        exception=odd_text(chance),
        comparison=Comparison(operator="==", actual=odd_text(chance), expected=odd_text(chance)),
        exchanges=(replace(exchanges[0], response_body=odd_text(chance, 60)),),
        logs=odd_text(chance, 60),
        seconds=chance.choice([0.0, 0.013, 7.5]),
    )


def odd_grading(seed: int) -> tuple[Assessment, Candidate]:
    """Return an assessment with odd weights, and a candidate of it."""
    chance = Random(seed)  # noqa: S311
    katas = [f"kata_{number}" for number in range(1, 1 + chance.randint(1, 4))]
    weight = (0.1, 1.0, 1 / 3, 2.5, 7.0)
    rule = OwnTestsRule(level=chance.choice(LEVELS), coverage=70)
    assessment = an_assessment(
        parts=tuple(Part(kata=kata, weight=chance.choice(weight)) for kata in katas),
        weights={level: chance.choice(weight) for level in LEVELS},
        own_tests=chance.choice([None, rule]),
    )
    reports = [odd_report(chance.randrange(10**6), kata) for kata in katas]
    name = odd_text(chance) if chance.random() < 0.8 else "Ada Abara"
    return assessment, a_candidate(*reports, name=name, folder=f"candidate-{seed}")
