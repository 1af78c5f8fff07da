"""Builders of gradings: an assessment, candidates, and pairs that look alike."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, product
from random import Random
from typing import TYPE_CHECKING, Any

from builders import (
    a_concept,
    a_report,
    a_test,
    crashed_report,
    factory_fault_report,
    failed_report,
    failed_test,
    passed_report,
    problem_report,
)

from checker.grading import Assessment, Candidate, Grading, Match, Part, Region, Similarity
from checker.report import LEVELS, OwnTests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.report import Report, TestResult

KATAS = ("hello_app", "jwt_auth")
FIRST = ("Ada", "Björn", "Chidi", "Dilek", "Emre", "Farida", "Grace", "Hiro", "Inés", "Jun")
LAST = ("Abara", "Berg", "Costa", "Demir", "Engel", "Fujita", "Grant", "Hughes", "Ito", "Jansen")


def an_assessment(*katas: str, **fields: Any) -> Assessment:
    """Return an assessment of *katas*, ``KATAS`` if none are given, but for *fields*."""
    usual = {
        "id": "junior-api",
        "title": "Junior API developer",
        "about": "Two small APIs, as they are written in the first year of work with Flask.",
        "minutes": 150,
        "pass_mark": 60,
        "parts": tuple(Part(kata=kata) for kata in katas or KATAS),
        "weights": {"core": 3.0, "strong": 2.0, "expert": 1.0},
    }
    return Assessment(**(usual | fields))


def a_candidate(*reports: Report, **fields: Any) -> Candidate:
    """Return a candidate who passed ``hello_app`` and failed ``jwt_auth``, unless *reports* say."""
    usual = {
        "name": "Ada Abara",
        "folder": "ada-abara",
        "reports": reports or (passed_report(), failed_report()),
    }
    return Candidate(**(usual | fields))


def a_grading(*candidates: Candidate, **fields: Any) -> Grading:
    """Return a grading of *candidates*, three of ``KATAS`` if none are given, but for *fields*."""
    usual = {
        "assessment": an_assessment(),
        "candidates": candidates or tuple(some_candidates()),
        "started": "2026-01-31T12:00:00+00:00",
        "seed": 7,
        "environment": {"python": "3.13.1", "Flask": "3.1.2"},
    }
    return Grading(**(usual | fields))


def some_candidates() -> Iterator[Candidate]:
    """Yield one who passed, one with a red flag, and one whose verdict is open."""
    tests = OwnTests(passed=6, coverage=91.5, output="6 passed in 0.12s\n")
    all_passed = replace(jwt_report(), own_tests=tests)
    yield a_candidate(passed_report(), all_passed, name="Grace Grant", folder="grace-grant")
    yield a_candidate()
    open_ = jwt_report(issues_token="checker problem")
    yield a_candidate(factory_fault_report(), open_, name="Jun Ito", folder="jun-ito")


def jwt_report(**outcomes: Any) -> Report:
    """Return a check of ``jwt_auth`` that passed but for *outcomes*, by concept."""
    found = {name.replace("_", "-"): outcome for name, outcome in outcomes.items()}
    concepts = tuple(
        replace(concept, outcome=outcome, blocked_by=(), tests=(a_test(concept=concept.id,
                outcome=outcome),))
        for concept in failed_report().concepts
        for outcome in [found.get(concept.id, "passed")]
    )  # fmt: skip
    return replace(failed_report(), concepts=concepts, notes=())


def odd_candidates() -> tuple[Candidate, ...]:
    """Return candidates of ``hello_app``: one whose answer crashed, one the checker broke on."""
    return (
        a_candidate(crashed_report(), name="Emre Engel", folder="emre-engel"),
        a_candidate(problem_report(), name="Hiro Hughes", folder="hiro-hughes"),
    )


def a_similarity(**fields: Any) -> Similarity:
    """Return two answers to ``jwt_auth`` with one function in common, but for *fields*."""
    left = "def me():\n    user = current_user()\n    return user.as_dict()"
    right = "def profile():\n    owner = current_owner()\n    return owner.as_dict()"
    usual = {
        "kata": "jwt_auth",
        "left": "Ada Abara",
        "right": "Grace Grant",
        "left_share": 0.62,
        "right_share": 0.48,
        "matches": (
            Match(
                left=Region(path="app.py", first=40, last=42, text=left),
                right=Region(path="app/views.py", first=8, last=10, text=right),
            ),
        ),
    }
    return Similarity(**(usual | fields))


def a_crowd(
    number: int, *, katas: int = 3, concepts: int = 10, evidence: bool = True, seed: int = 1
) -> Grading:
    """Return a grading of *number* candidates, always the same, on *katas* of *concepts* each.

    Without *evidence* it is quicker made, and nothing but the requirement says what went wrong.
    """
    chance = Random(seed)  # noqa: S311 - a picture, no secret
    names = tuple(f"kata_{letter}" for letter in "abcdefgh"[:katas])
    people = (
        f"{first} {last}" + (f" {round_}" if round_ > 1 else "")
        for round_, last, first in product(range(1, 1 + number), LAST, FIRST)
    )
    candidates = []
    for name in islice(people, number):
        skill = chance.betavariate(4, 2)
        failed = failed_test if evidence else a_test
        reports = [_report_of(chance, kata, concepts, skill, failed) for kata in names]
        folder = name.lower().replace(" ", "-")
        candidates.append(a_candidate(*reports, name=name, folder=folder))
    return a_grading(*candidates, assessment=an_assessment(*names))


def _report_of(
    chance: Random, kata: str, concepts: int, skill: float, failed: Callable[..., TestResult]
) -> Report:
    def judged(number: int) -> Any:
        level = LEVELS[3 * (number - 1) // concepts]
        ease = skill ** (1 + LEVELS.index(level))
        outcome = "passed" if chance.random() < ease else chance.choice(["failed"] * 8 + ["error"])
        test = failed if outcome == "failed" else a_test
        return a_concept(
            id=f"concept-{number}",
            number=number,
            title=f"The answer does the {number}. thing that {kata} asks of it",
            level=level,
            red_flag=number == 2,
            outcome=outcome,
            tests=(test(concept=f"concept-{number}", outcome=outcome),),
        )

    found = [judged(number) for number in range(1, concepts + 1)]
    if concepts > 2 and found[0].outcome != "passed":
        found[2] = replace(found[2], outcome="blocked", blocked_by=(found[0].id,), tests=())
    return a_report(*found, kata=kata, title=kata.replace("_", " ").capitalize(),
                    submission=f"handed-in/{kata}")  # fmt: skip
