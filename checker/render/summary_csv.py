"""All candidates of a grading as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from checker.grading import concepts_of, score
from checker.render.escape import cell
from checker.render.text import clean
from checker.report import LEVELS

if TYPE_CHECKING:
    from checker.grading import Assessment, Candidate, Grading

# Without it Excel takes the file for one in the alphabet of the machine's country.
MARK = "\ufeff"
VERDICTS = {True: "yes", False: "no", None: "undecided"}


def render(grading: Grading) -> str:
    """Return a line for each candidate of *grading*, and a column for each concept of each kata.

    It is CSV as in RFC 4180, with line ends of CRLF, and begins with the mark of UTF-8, as which it
    is to be written. Counts are words (``2 of 3``), because ``2/3`` would be shown as a day.
    """
    columns = _columns(grading)
    text = io.StringIO(newline="")
    write = csv.writer(text, dialect="excel", lineterminator="\r\n").writerow
    write(["name", "points", "passed", *LEVELS, "red flags", *map(_cell, columns)])
    for candidate in grading.candidates:
        write(_line(grading.assessment, candidate, columns))
    return MARK + text.getvalue()


def _columns(grading: Grading) -> list[str]:
    """Return the concepts in order of the assessment, also those that few reports have."""
    known: dict[str, dict[str, None]] = {part.kata: {} for part in grading.assessment.parts}
    for candidate in grading.candidates:
        for column in _outcomes(grading.assessment, candidate):
            known[column.partition(":")[0]][column] = None
    return [column for columns in known.values() for column in columns]


def _outcomes(assessment: Assessment, candidate: Candidate) -> dict[str, str]:
    return {
        f"{report.kata}:{concept.id}": concept.outcome
        for report in candidate.reports
        for concept in concepts_of(assessment, report)
    }


def _line(assessment: Assessment, candidate: Candidate, columns: list[str]) -> list[str | float]:
    reached = score(assessment, candidate.reports)
    outcomes = _outcomes(assessment, candidate)
    return [
        _cell(candidate.name),
        reached.points,
        VERDICTS[reached.passed],
        *(f"{reached.levels[level].passed} of {reached.levels[level].total}" for level in LEVELS),
        _cell(", ".join(f"{flag.kata}:{flag.concept}" for flag in reached.red_flags)),
        *(outcomes.get(column, "") for column in columns),
    ]


def _cell(text: str) -> str:
    return cell(" ".join(clean(text).split()))
