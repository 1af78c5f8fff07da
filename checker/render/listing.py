"""The list of katas by track, with the learner's state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.progress import Progress, State

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from checker.catalog import Kata
    from checker.render.text import Screen


def render(
    katas: Sequence[Kata], progress: Progress, started: Collection[str], screen: Screen
) -> str:
    """Return one line for each of *katas*, in their order, below the names of their tracks."""
    widest = max((len(kata.id) for kata in katas), default=0)
    lines: list[str] = []
    track = ""
    for kata in katas:
        if kata.track != track:
            lines += ["", screen.style(kata.track, "bold")]
            track = kata.track
        word, style = _state(kata, progress.katas.get(kata.id), started)
        minutes = f"{kata.minutes} min"
        lines.append(
            f"  {kata.id:<{widest}}  {kata.difficulty:<8}  {minutes:>7}  "
            f"{screen.style(f'{word:<12}', style) if style else f'{word:<12}'}  {kata.title}"
        )
    lines += ["", *screen.fold(f"note: {progress.note}", 0, 2)] if progress.note else []
    lines += ["", f"Next: make check KATA={_next(katas, progress)}"] if katas else []
    return "\n".join(lines).lstrip("\n") + "\n"


def _state(kata: Kata, state: State | None, started: Collection[str]) -> tuple[str, str]:
    if state and state.first_passed:
        return "passed", "passed"
    if state and kata.id in started:
        return f"{state.passed} of {state.total}", "blocked"
    return ("started", "blocked") if kata.id in started else ("new", "")


def _next(katas: Sequence[Kata], progress: Progress) -> str:
    open_ = [k.id for k in katas if not progress.katas.get(k.id, State()).first_passed]
    return (open_ or [katas[0].id])[0]
