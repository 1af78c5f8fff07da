"""Results as ``results.json`` of a Gradescope autograder."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from checker.grading import score
from checker.render.data import dumped
from checker.render.labels import distinct, label
from checker.render.reasons import reason, requirements
from checker.render.shares import counted, points
from checker.render.verdict import verdict

if TYPE_CHECKING:
    from checker.grading import Assessment, Candidate
    from checker.render.shares import Counted


def render(assessment: Assessment, candidate: Candidate) -> str:
    """Return the results of *candidate*, with a test for each concept, 100 points in all.

    As in "Autograder Specifications" of Gradescope's documentation. Every text is declared to be
    plain, since Gradescope takes some for HTML, and students see all that is in the file.
    """
    reached = score(assessment, candidate.reports)
    concepts = counted(assessment, candidate)
    names = distinct(label(c.concept.title) for c in concepts)
    shares = points(assessment, candidate, concepts)
    return dumped(
        {
            "score": reached.points,
            "execution_time": sum(
                report.seconds for report in candidate.reports if math.isfinite(report.seconds)
            ),
            "output": verdict(assessment, reached),
            "output_format": "text",
            "test_output_format": "text",
            "test_name_format": "text",
            "visibility": "visible",
            "stdout_visibility": "hidden",
            "extra_data": {"assessment": assessment.id, "passed": reached.passed},
            "tests": [_test(*found) for found in zip(concepts, names, shares, strict=True)],
        }
    )


def _test(found: Counted, name: str, worth: tuple[float, float] | None) -> dict[str, Any]:
    concept, report = found.concept, found.report
    # A test without a score is shown and not counted: a problem of the checker is nobody's fault.
    counts = (
        {
            "score": worth[0],
            "max_score": worth[1],
            "status": "passed" if found.passed else "failed",
        }
        if worth
        else {}
    )
    return {
        **counts,
        "name": name,
        "number": f"{found.part}.{found.place}",
        "output": reason(concept, report) or "\n".join(requirements(concept)),
        "tags": [report.kata, concept.level],
        "visibility": "visible",
        "extra_data": {
            "kata": report.kata,
            "concept": concept.id,
            "level": concept.level,
            "outcome": concept.outcome,
            "evidence": concept.evidence,
            "red_flag": concept.id in report.red_flags,
        },
    }
