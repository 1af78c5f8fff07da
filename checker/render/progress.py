"""What was passed, as a person reads it in a terminal: what is strong, what is open, what next."""

from __future__ import annotations

import itertools
from math import ceil
from typing import TYPE_CHECKING

from checker.render.text import counted
from checker.report import LEVELS, LevelCount

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from checker.render.text import Screen
    from checker.statistics import KataStanding, Moment, Part, Statistics

CHART_LINES = 6
DAY = "%Y-%m-%d"
STYLES = {"passed": "passed", "older": "passed", "started": "blocked"}


def render(statistics: Statistics, screen: Screen) -> str:
    """Return *statistics* as text: the sums, a chart, by track and level, and each kata begun."""
    lines = [*screen.fold(f"note: {statistics.note}", 0, 2), ""] if statistics.note else []
    if statistics.begun:
        lines += [line for summary in summaries(statistics) for line in screen.fold(summary, 0, 2)]
        lines += _chart(statistics, screen)
        lines += _parts(statistics, screen)
        lines += _katas(statistics.begun, screen)
        lines += _red_flags(statistics.begun, screen)
    else:
        lines += [line for told in welcome(statistics) for line in screen.fold(told, 0)]
    lines += ["", f"Next: {next_step(statistics)}"]
    return "\n".join(lines) + "\n"


def summaries(statistics: Statistics) -> Iterator[str]:
    """Yield what was done in all, in sentences."""
    begun = statistics.begun
    katas = statistics.total.katas
    passed = sum(standing.concepts.passed for standing in begun)
    total = sum(standing.concepts.total for standing in begun)
    yield (
        f"{_of(katas)} katas passed, "
        f"{passed} of the {counted(total, 'concept')} in the {counted(len(begun), 'kata')} begun."
    )
    checks, hints = (
        sum(values) for values in zip(*((s.checks, s.hints) for s in begun), strict=True)
    )
    yield f"{counted(checks, 'check')} and {counted(hints, 'hint')} on the way."
    if statistics.gone:
        yield f"Passed, and no longer in the course: {', '.join(sorted(statistics.gone))}."


def welcome(statistics: Statistics) -> Iterator[str]:
    """Yield what a person reads who has not begun."""
    yield "Nothing is passed yet. What you pass will be shown here, concept by concept."
    if first := statistics.following:
        tracks = ", ".join(part.name for part in statistics.parts)
        yield f"There are {counted(len(statistics.standings), 'kata')}, by track: {tracks}."
        yield f"Begin with {first.id} ({first.title}), about {first.minutes} minutes."


def next_step(statistics: Statistics) -> str:
    """Return the command to go on with."""
    if statistics.following:
        return f"make check KATA={statistics.following.id}"
    older = [standing.kata.id for standing in statistics.standings if standing.state == "older"]
    return f"make check KATA={older[0]}" if older else "make list"


def remarks(standing: KataStanding) -> Iterator[str]:
    """Yield what has to be said of a kata besides its numbers."""
    if standing.opened:
        before = " before the pass" if standing.is_passed else ""
        yield f"the solution was read{before}"
    if standing.state == "older":
        yield f"by older tests: make check KATA={standing.kata.id}"


def day(time: datetime | None) -> str:
    """Return the day of *time*, or a dash if it is not known."""
    return time.strftime(DAY) if time else "-"


def ends(first: datetime, last: datetime) -> tuple[str, str]:
    """Return two times in words that tell them apart: days, or hours of one day."""
    form = "%H:%M" if first.date() == last.date() else DAY
    return first.strftime(form), last.strftime(form)


def heights(history: tuple[Moment, ...], now: datetime, columns: int) -> list[Moment]:
    """Return the state at the end of each of *columns* equal parts of the time until *now*."""
    start, span = history[0].time, (now - history[0].time) / columns
    found: list[Moment] = []
    left = list(history)
    latest = left.pop(0)
    for number in range(1, columns + 1):
        while left and (number == columns or left[0].time <= start + span * number):
            latest = left.pop(0)
        found.append(latest)
    return found


def _chart(statistics: Statistics, screen: Screen) -> Iterator[str]:
    """Yield the passed concepts over time, a column of ``#`` for each part of it, with the katas.

    Who passed everything at one moment has no chart.
    """
    history = statistics.history
    now = max(statistics.now, history[-1].time) if history else statistics.now
    if not history or history[0].time == now:
        return
    top = history[-1].concepts
    margin = max(len(str(top)), len("katas"))
    columns = heights(history, now, screen.width - margin - 2)
    yield from ["", screen.style("Concepts passed over time, and katas below", "bold")]
    for line in range(CHART_LINES, 0, -1):
        row = "".join("#" if _lines(m.concepts, top) >= line else " " for m in columns)
        label = str(top) if line == CHART_LINES else ""
        yield f"{label:>{margin}} |{screen.style(row.rstrip(), 'passed')}"
    yield f"{0:>{margin}} +{'-' * len(columns)}"
    before = [0, *(moment.katas for moment in columns)]
    new = [after - earlier for earlier, after in itertools.pairwise(before)]
    marks = "".join(" " if not count else str(count) if count < 10 else "*" for count in new)  # noqa: PLR2004 - one digit
    yield f"{'katas':>{margin}} |{marks.rstrip()}"
    first, last = ends(history[0].time, now)
    yield f"{' ' * margin}  {first}{last:>{len(columns) - len(first)}}"


def _lines(count: int, top: int) -> int:
    return ceil(count * CHART_LINES / top) if top else 0


def _parts(statistics: Statistics, screen: Screen) -> Iterator[str]:
    rows = [*statistics.parts, statistics.total] if statistics.parts[1:] else [statistics.total]
    widest = max(len(part.name) for part in rows)
    head = f"{'':<{widest}}  {'katas':<8}" + "".join(f"  {level:<10}" for level in LEVELS)
    yield from ["", screen.style("Passed by track, and by level in the katas begun", "bold")]
    yield f"  {head.rstrip()}"
    for part in rows:
        yield f"  {_part(part, widest).rstrip()}"


def _part(part: Part, widest: int) -> str:
    levels = "".join(f"  {_of(part.levels[level]):<10}" for level in LEVELS)
    return f"{part.name:<{widest}}  {_of(part.katas):<8}{levels}"


def _katas(begun: tuple[KataStanding, ...], screen: Screen) -> Iterator[str]:
    widest = max(len(standing.kata.id) for standing in begun)
    yield from ["", screen.style("Katas begun", "bold")]
    yield f"  {'':<{widest}}  {'state':<7}  {'passed on':<10}  concepts  checks  hints"
    for standing in begun:
        word = f"{'passed' if standing.is_passed else standing.state:<7}"
        numbers = f"{_of(standing.concepts):<8}  {standing.checks:>6}  {standing.hints:>5}"
        styled = screen.style(word, STYLES[standing.state])
        passed_on = f"{day(standing.passed_on):<10}"
        yield f"  {standing.kata.id:<{widest}}  {styled}  {passed_on}  {numbers}"
        for remark in remarks(standing):
            yield from screen.fold(remark, widest + 4)


def _red_flags(begun: tuple[KataStanding, ...], screen: Screen) -> Iterator[str]:
    flags = [(standing.kata.id, flag) for standing in begun for flag in standing.red_flags]
    yield from ["", f"Red flags open: {len(flags) or 'none'}"]
    for kata, flag in flags:
        yield from screen.fold(f"{kata}  {flag.title}", 2, 4)


def _of(count: LevelCount) -> str:
    return f"{count.passed} of {count.total}" if count.total else "-"
