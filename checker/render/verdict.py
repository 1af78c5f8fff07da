"""What a candidate reached, in a word and in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.grading import Assessment, Score

WORDS = {True: "passed", False: "not passed", None: "undecided"}


def verdict(assessment: Assessment, reached: Score) -> str:
    """Return whether *reached* is a pass of *assessment*, with the points and what speaks against.

    For example ``Not passed: 63.2 of 100 points, 60 are needed. Red flags: jwt_auth:hashes.``
    """
    text = f"{WORDS[reached.passed].capitalize()}: {number(reached.points)} of 100 points, "
    text += f"{assessment.pass_mark} are needed."
    if reached.red_flags:
        flags = ", ".join(f"{flag.kata}:{flag.concept}" for flag in reached.red_flags)
        text += f" Red flags: {flags}."
    if reached.passed is None:
        text += " A problem of the checker leaves it open; check this answer again."
    return text


def number(points: float) -> str:
    """Return *points* without a needless ``.0``."""
    return f"{points:g}"
