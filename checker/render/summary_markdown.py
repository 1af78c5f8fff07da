"""All candidates of a grading in Markdown, for the summary of a job on GitHub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.grading import score
from checker.render.blocks import MOST_BYTES, fitting, head, ours, row
from checker.render.escape import markdown
from checker.render.text import counted
from checker.render.verdict import WORDS, number
from checker.report import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.grading import Assessment, Candidate, Grading

ELSEWHERE = "The table for a spreadsheet has all candidates."


def render(grading: Grading, most: int = MOST_BYTES) -> str:
    """Return a line for each candidate of *grading*, then what is to be looked at by a person.

    At most *most* bytes of UTF-8; the usual ones are GitHub's limit ("Workflow commands for GitHub
    Actions", job summaries).
    """
    return fitting(_blocks(grading), ELSEWHERE, most)


def _blocks(grading: Grading) -> Iterator[str]:
    assessment, candidates = grading.assessment, grading.candidates
    yield f"# {ours(assessment.title)}\n\n"
    verdicts = [score(assessment, who.reports).passed for who in candidates]
    told = [counted(len(candidates), "candidate")]
    told += [f"{verdicts.count(key)} {word}" for key, word in WORDS.items()]
    yield f"{', '.join(told)}. To pass, {assessment.pass_mark} of 100 points are needed.\n\n"
    yield head(["candidate", "verdict", "points", *LEVELS, "red flags"])
    for candidate in candidates:
        yield _row(assessment, candidate)
    if grading.similarities:
        yield "\n## Alike\n\n"
    for pair in grading.similarities:
        left, right = markdown(pair.left), markdown(pair.right)
        shares = f"{pair.left_share:.0%} and {pair.right_share:.0%}"
        yield f"- {left} and {right} in {ours(pair.kata)}: {shares} of their own code\n"
    if grading.skipped:
        yield "\n## Not graded\n\n"
    for told_of in grading.skipped:
        yield f"- {markdown(told_of)}\n"


def _row(assessment: Assessment, candidate: Candidate) -> str:
    reached = score(assessment, candidate.reports)
    levels = (reached.levels[level] for level in LEVELS)
    return row(
        [
            markdown(candidate.name),
            WORDS[reached.passed],
            number(reached.points),
            *(f"{found.passed}/{found.total}" if found.total else "" for found in levels),
            ", ".join(f"`{flag.kata}:{flag.concept}`" for flag in reached.red_flags),
        ]
    )
