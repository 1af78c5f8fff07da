"""Results as ``result.json`` of a Classroom 50 autograder."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from checker.render.data import dumped
from checker.render.labels import distinct, label, moment
from checker.render.reasons import reason, requirements
from checker.render.shares import counted, whole_numbers

if TYPE_CHECKING:
    from checker.classroom import Push
    from checker.grading import Assessment, Candidate
    from checker.render.shares import Counted

SCHEMA = "classroom50/result/v1"


def render(assessment: Assessment, candidate: Candidate, push: Push) -> str:
    """Return the results of *candidate*, who handed in by *push*, with a test for each concept.

    As in "The result.json contract" of Classroom 50's wiki, page "Advanced Autograding", and its
    ``result-v1.schema.json``. Scores are whole numbers there: the smallest that have the
    proportions of the concepts' shares. A concept with a problem of the checker is left out.
    """
    concepts = [found for found in counted(assessment, candidate) if found.share is not None]
    names = distinct(label(f"{c.report.kata}: {c.concept.title}") for c in concepts)
    possible = whole_numbers([found.share or Fraction() for found in concepts])
    tests = [_test(*found) for found in zip(concepts, names, possible, strict=True)]
    return dumped(
        {
            "schema": SCHEMA,
            "classroom": push.classroom,
            "assignment": push.assignment,
            "assignment_type": push.assignment_type,
            "owner": push.owner,
            "submission": push.submission,
            "commit": push.commit,
            "release": push.release,
            "review": push.review,
            # The runner replaces it by the time of the commit.
            "datetime": f"{min(moment(report.started) for report in candidate.reports)}Z",
            "score": sum(test["score"] for test in tests),
            "max-score": sum(possible),
            "tests": tests,
        }
    )


def _test(found: Counted, name: str, possible: int) -> dict[str, Any]:
    concept = found.concept
    return {
        "test-name": name,
        "passed": found.passed,
        "score": possible if found.passed else 0,
        "max-score": possible,
        "concept": concept.id,
        "level": concept.level,
        "outcome": concept.outcome,
        "red-flag": concept.id in found.report.red_flags,
        "message": reason(concept, found.report) or "\n".join(requirements(concept)),
    }
