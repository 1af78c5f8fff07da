"""An interview at the terminal: what was chosen, where it stands, and in short what it showed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.render.text import Screen, clean, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from checker.debrief import Debrief, Event, Part
    from checker.interview import Interview
    from checker.plan import Plan
    from checker.report import Level, LevelCount
    from checker.session import Status

MOST_EVENTS = 20


def render_plan(plan: Plan, begun: Sequence[str], screen: Screen, *, keep: bool) -> str:
    """Return what was chosen; *begun* are the katas whose answers are more than the stub."""
    title = f"{counted(plan.minutes, 'minute')} for {counted(len(plan.katas), 'kata')}"
    preset = f" ({plan.preset})" if plan.preset else ""
    widest = max(len(kata.id) for kata in plan.katas)
    track = max(len(kata.track) for kata in plan.katas)
    lines = [f"{screen.style('Interview', 'bold')}{preset}: {title}", ""]
    lines += [
        f"  {kata.id:<{widest}}  {kata.difficulty:<8}  {kata.minutes:>3} min  "
        f"{kata.track:<{track}}  {kata.title}"
        for kata in plan.katas
    ]
    needed = sum(kata.minutes for kata in plan.katas)
    if needed > plan.minutes:
        told = f"They are meant to take {counted(needed, 'minute')}, more than you will have."
        lines += ["", *screen.fold(told, 0)]
    if begun:
        kept = "You go on from there." if keep else "These answers become backups in work/.backups."
        lines += ["", *screen.fold(f"Begun before: {', '.join(begun)}. {kept}", 0)]
    return "\n".join(lines) + "\n"


def render_begun(interview: Interview, screen: Screen) -> str:
    """Return how to go about *interview*, whose clock runs now."""
    count = f"{counted(interview.minutes, 'minute')}, until {interview.ends:%H:%M}"
    lines = [f"The clock runs: {screen.style(count, 'bold')}. A closed terminal stops nothing."]
    lines += screen.fold("Hints and solutions are closed until then.", 0)
    if interview.backups:
        lines += ["", "What you had is here now:"]
        lines += [f"  work/{backup}" for backup in interview.backups.values()]
    lines.append("")
    for number, name in enumerate(interview.katas, start=1):
        lines += [
            f"  {number:>2}  read   katas/{name}/README.md",
            f"      edit   work/{name}/app.py",
            f"      check  make check KATA={name}",
        ]
    lines += ["", "See the clock: make interview   End early: make interview ARGS=--end"]
    lines += ["", f"Next: read katas/{interview.katas[0]}/README.md"]
    return "\n".join(lines) + "\n"


def render_status(
    interview: Interview, statuses: Sequence[Status], now: datetime, screen: Screen
) -> str:
    """Return the time that is left at *now*, and where each kata of *interview* stands."""
    left = f"{counted(interview.minutes_left(now), 'minute')} left"
    preset = f" ({interview.preset})" if interview.preset else ""
    until = f"{screen.style(left, 'bold')}, until {interview.ends:%H:%M}"
    lines = [f"{screen.style('Interview', 'bold')}{preset}: {until}", ""]
    widest = max((len(status.kata.id) for status in statuses), default=0)
    for status in statuses:
        start = f"  {status.kata.id:<{widest}}  "
        first, *rest = screen.fold(_said(status, interview), len(start))
        lines += [start + first[len(start) :], *rest]
        if not status.done:
            lines.append(f"{' ' * len(start)}make check KATA={status.kata.id}")
    open_ = [status.kata.id for status in statuses if not status.done]
    lines += ["", "End it early: make interview ARGS=--end"] if open_ else [""]
    if open_:
        lines.append(f"Next: edit work/{open_[0]}/app.py, then: make check KATA={open_[0]}")
    else:
        lines.append("Next: everything passed, so end it: make interview ARGS=--end")
    return "\n".join(lines) + "\n"


def _said(status: Status, interview: Interview) -> str:
    """Return what the last check said."""
    if status.last is None:
        return "not checked yet" if status.changed else "not begun"
    time = status.last.time.astimezone(interview.started.tzinfo)
    since = ", changed since" if status.changed else ""
    flags = f"; red flags: {', '.join(status.flags)}" if status.flags else ""
    return f"{_counts(status.counts)}{flags}; checked at {time:%H:%M}{since}"


def render_debrief(debrief: Debrief, saved: Sequence[str], screen: Screen) -> str:
    """Return *debrief* in short; all of it is in the files *saved*."""
    lines = [f"{screen.style('Interview over', 'bold')}: {span(debrief)}", ""]
    lines += _timeline(debrief.events, screen)
    for part in debrief.parts:
        lines += ["", *_part(part, screen)]
    for told in debrief.notes:
        lines += ["", *screen.mention(f"note: {told}", 0)]
    told = "In full, with how each answer would sound and questions to say aloud:"
    lines += ["", *screen.fold(told, 0), *(f"  {path}" for path in saved)]
    first = debrief.steps[0]
    lines += ["", *screen.fold(f"Next: {first.told}", 0, 6)]
    lines += [f"      {first.command}"] if first.command else []
    return "\n".join(lines) + "\n"


def span(debrief: Debrief) -> str:
    """Return when the interview was, and how much of its time was used."""
    times = f"{debrief.started:%H:%M} to {debrief.over:%H:%M}"
    if debrief.early:
        return f"{times}, ended after {debrief.used} of {counted(debrief.minutes, 'minute')}"
    return f"{times}, all of its {counted(debrief.minutes, 'minute')}"


def when(event: Event) -> str:
    """Return the time of *event*: hours and minutes since the start, or that it is the end."""
    return {"end": "the end", "after": "after the end"}.get(event.when) or since(event.minute)


def since(minute: int) -> str:
    """Return *minute* as hours and minutes."""
    return f"{minute // 60}:{minute % 60:02}"


def _timeline(events: Sequence[Event], screen: Screen) -> Iterator[str]:
    if not events:
        yield "Nothing was checked."
        return
    hidden = len(events) - MOST_EVENTS
    widest = max(len(event.kata) for event in events)
    time = max(len(when(event)) for event in events)
    if hidden > 0:
        yield f"  ({counted(hidden, 'earlier check')})"
    for event in events[-MOST_EVENTS:]:
        passed = f"{event.passed:>2} of {event.total:<2}"
        start = f"  {when(event):>{time}}  {event.kata:<{widest}}  {passed}  "
        told = ", ".join(event.won) or "nothing new"
        told += f"; lost {', '.join(event.lost)}" if event.lost else ""
        first, *rest = screen.fold(told, len(start))
        yield start + first[len(start) :]
        yield from rest


def _part(part: Part, screen: Screen) -> Iterator[str]:
    later = f" ({_counts(part.later)} with what came after the end)" if part.later else ""
    said = f"{_counts(part.counts)}{later}" if part.touched else "not begun"
    first, *rest = screen.fold(f"{part.kata}  {said}", 0, 2)
    yield first.replace(part.kata, screen.style(part.kata, "bold"), 1)
    yield from rest
    for flag in part.flags:
        first, *rest = screen.fold(f"  RED FLAG  {flag.title}: it does not hold", 0, 12)
        yield first.replace("RED FLAG", screen.style("RED FLAG", "red"), 1)
        yield from rest
    missed = [point.id for point in part.missed if point not in part.flags]
    if missed and part.touched:
        yield from screen.fold(f"  missed    {', '.join(missed)}", 0, 12)
    if part.fault:
        yield from screen.quote(part.fault, 2, "could not be used:")
    if part.problem:
        yield from screen.quote(part.problem, 2, "was not judged:")
    if part.newer:
        yield from screen.quote(", ".join(map(clean, part.newer)), 2, "changed after the end:")


def _counts(counts: Mapping[Level, LevelCount]) -> str:
    return ", ".join(f"{level} {count.passed}/{count.total}" for level, count in counts.items())
