"""A grading in the terminal: the candidates by points, and where everything else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.render.ranking import standings
from checker.render.text import Screen, counted, one_line
from checker.render.verdict import WORDS
from checker.report import LEVELS

if TYPE_CHECKING:
    from checker.grading import Grading, Score

MOST_SHOWN = 30
SHORTEST, LONGEST_NAME = 16, 28
BESIDE = 64  # columns of a line beside the name
STYLES = {True: "passed", False: "failed", None: "checker problem"}


def render(grading: Grading, shown_at: str, screen: Screen, *, next_step: str) -> str:
    """Return the table; *shown_at* is the page that holds all of it."""
    assessment = grading.assessment
    ranked = [(one.candidate.name, one.score) for one in standings(grading)]
    room = min(max(screen.width - BESIDE, SHORTEST), LONGEST_NAME)
    width = min(max([len(one_line(name)) for name, _ in ranked], default=0), room)
    lines = [screen.style(assessment.title, "bold"), ""]
    for place, (name, reached) in enumerate(ranked[:MOST_SHOWN], start=1):
        lines += _line(place, one_line(name)[:width].ljust(width), reached, screen)
    if len(ranked) > MOST_SHOWN:
        lines.append(f"  ... and {len(ranked) - MOST_SHOWN} more")
    lines += ["", _counts([reached for _, reached in ranked], assessment.pass_mark)]
    if grading.similarities:
        pairs = counted(len(grading.similarities), "pair")
        lines += screen.fold(f"{pairs} of answers share structure: look at them on the page.", 0)
    if grading.skipped:
        named = ", ".join(map(one_line, grading.skipped[:5]))
        more = f" and {len(grading.skipped) - 5} more" if len(grading.skipped) > 5 else ""  # noqa: PLR2004
        lines += screen.mention(f"No submission, left out: {named}{more}", 0)
    lines += ["", f"Open {shown_at} in a browser.", "", *screen.next_step(next_step)]
    return "\n".join(lines) + "\n"


def _line(place: int, name: str, reached: Score, screen: Screen) -> list[str]:
    verdict = screen.style(f"{WORDS[reached.passed]:10}", STYLES[reached.passed])
    levels = "  ".join(
        f"{level} {reached.levels[level].passed}/{reached.levels[level].total}" for level in LEVELS
    )
    line = f"{place:4}  {name}  {reached.points:5.1f}  {verdict}  {levels}"
    if not reached.red_flags:
        return [line]
    flags = ", ".join(f"{flag.kata}:{flag.concept}" for flag in reached.red_flags)
    folded = screen.fold(f"red flags: {flags}", 6, 8)
    return [line, *(screen.style(text, "red") for text in folded)]


def _counts(reached: list[Score], pass_mark: int) -> str:
    verdicts = [each.passed for each in reached]
    told = [
        f"{verdicts.count(True)} of {counted(len(verdicts), 'candidate')} passed",
        f"{verdicts.count(None)} undecided" if None in verdicts else "",
        f"pass mark {pass_mark}",
    ]
    return ", ".join(filter(None, told)) + "."
