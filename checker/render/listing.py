"""The list of katas by track, with the learner's state."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checker.catalog import Kata
    from checker.learning import Phase
    from checker.progress import Progress, State
    from checker.render.text import Screen

STYLES = {"new": "", "started": "blocked", "passed": "passed", "older": "blocked"}


def render(
    katas: Sequence[Kata],
    progress: Progress,
    phases: Mapping[str, Phase],
    screen: Screen,
    total: int,
) -> str:
    """Return one line for each of *katas*, some of *total*, below the names of their tracks.

    *phases* says how far each is, by its id.
    """
    words = {kata.id: _word(progress.of(kata.id), phases[kata.id]) for kata in katas}
    widest = max((len(kata.id) for kata in katas), default=0)
    broadest = max((len(word) for word in words.values()), default=0)
    lines: list[str] = []
    track = ""
    for kata in katas:
        if kata.track != track:
            lines += ["", screen.style(kata.track, "bold")]
            track = kata.track
        word = f"{words[kata.id]:<{broadest}}"
        style = STYLES[phases[kata.id]]
        lines.append(
            f"  {kata.id:<{widest}}  {kata.difficulty:<8}  {kata.minutes:>3} min  "
            f"{screen.style(word, style) if style else word}  {kata.title}"
        )
    passed = sum(bool(progress.of(kata.id).first_passed) for kata in katas)
    lines += ["", f"{passed} of {len(katas)} passed" + _others(total - len(katas))]
    return "\n".join(lines).lstrip("\n") + "\n"


def _word(state: State, phase: Phase) -> str:
    if phase == "older":
        return "passed (older tests)"
    if phase == "started" and state.tries:
        return f"{state.passed} of {state.total}"
    return phase


def _others(number: int) -> str:
    return f"; {number} more are not shown" if number else ""
