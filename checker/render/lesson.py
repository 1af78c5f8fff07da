"""What a learner reads between checks: where they are, hints, common mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.catalog import Kata
    from checker.learning import Hints
    from checker.mistakes import Mistake
    from checker.progress import State
    from checker.render.text import Screen
    from checker.statistics import Statistics


def where(statistics: Statistics, now: State, screen: Screen) -> str:
    """Return how much is passed, and what to go on with, whose state is *now*."""
    standings, kata = statistics.standings, statistics.following
    concepts = sum(standing.concepts.passed for standing in standings)
    total = sum(standing.concepts.total for standing in standings)
    katas = statistics.total.katas
    lines = [f"{katas.passed} of {katas.total} katas passed, {concepts} of {total} concepts."]
    if kata is None:
        lines += ["", "Next: nothing is left but to do one again: make list"]
    else:
        lines += ["", *current(kata, now, screen)]
        steps = f"the task: make show KATA={kata.id}"
        steps += f"; a hint: make hint KATA={kata.id}" if now.tries else ""
        lines += ["", f"Next: make check KATA={kata.id}", *screen.fold(f"({steps})", 6)]
    return "\n".join([*lines, *note(statistics.note, screen)]) + "\n"


def note(told: str, screen: Screen) -> list[str]:
    """Return the note about a progress file that was set aside, if there is one."""
    return screen.fold(f"note: {told}", 0, 2) if told else []


def current(kata: Kata, state: State, screen: Screen) -> list[str]:
    """Return what *kata* is, and what its last check said."""
    name = screen.style(kata.id, "bold")
    lines = [f"{name}  {kata.title} ({kata.difficulty}, {kata.minutes} min)"]
    if state.tries:
        open_ = [c.id for c in kata.concepts if state.outcomes.get(c.id) != "passed"]
        told = f"{state.passed} of {state.total} concepts passed in the last check"
        lines += screen.fold(told + (f"; open: {', '.join(open_)}" if open_ else ""), 2)
    return lines


def hints(found: Sequence[Hints], screen: Screen) -> str:
    """Return the hints that may be read, for each concept, the last one as the new one."""
    lines: list[str] = []
    for each in found:
        lines += ["", *screen.fold(f"{each.concept}  {each.title}", 0, len(each.concept) + 2)]
        for number, hint in enumerate(each.hints, start=1):
            start = f"  {number} of {each.total}  "
            first, *rest = screen.fold(hint, len(start))
            lines += [start + first[len(start) :], *rest]
    return "\n".join(lines).lstrip("\n") + "\n"


def mistakes(found: Sequence[Mistake], errata: dict[str, tuple[str, str]], screen: Screen) -> str:
    """Return *found* with what each costs and where it was published.

    *errata* has the title and the questions of each published mistake by its id.
    """
    lines: list[str] = []
    for mistake in found:
        lines += ["", *screen.fold(f"{mistake.id}: {mistake.why}", 0, 2)]
        if mistake.source:
            title, questions = errata.get(mistake.source, ("", mistake.source))
            told = f"published in {questions}" + (f" ({mistake.source}: {title})" if title else "")
            lines += screen.fold(told, 2)
    return "\n".join(lines).lstrip("\n") + "\n"
