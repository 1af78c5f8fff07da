"""What changed between two sets of results, for a terminal and as data."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from checker.render.data import dumped
from checker.render.text import counted, one_line
from checker.render.verdict import WORDS, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.comparing import CandidateChange, Changes, ConceptChange
    from checker.render.text import Screen

STYLES = {"won": "passed", "lost": "failed", "changed": "blocked"}


def render(changes: Changes, screen: Screen) -> str:
    """Return what changed, and nothing else; the last line says what it means."""
    lines: list[str] = []
    for who in changes.candidates:
        if who.changed:
            lines += [*_candidate(who, screen), ""]
    for told, names in (("Came", changes.came), ("Went", changes.went)):
        if names:
            shown = ", ".join(one_line(name) for name in names)
            lines += [*screen.mention(f"{told}: {shown}", 0), ""]
    lines += _versions(changes, screen)
    lines += screen.fold(meaning(changes), 0)
    return "\n".join(lines) + "\n"


def data(changes: Changes) -> str:
    """Return *changes* as JSON."""
    told = dataclasses.asdict(changes)
    for candidate, who in zip(told["candidates"], changes.candidates, strict=True):
        candidate["changed"] = who.changed
        for concept, change in zip(candidate["concepts"], who.concepts, strict=True):
            concept["kind"] = change.kind
    return dumped({"changed": changes.changed, "meaning": meaning(changes), **told}) + "\n"


def meaning(changes: Changes) -> str:
    """Return in a sentence what *changes* come to."""
    changed = [who for who in changes.candidates if who.changed]
    if not changes.changed:
        if changes.kind != "grading":
            other = any(who.answers for who in changes.candidates)
            return f"Nothing changed{', although another answer was checked' * other}."
        return f"Nothing changed: {counted(len(changes.candidates), 'candidate')} as before."
    if changes.kind != "grading":
        return _direction(changed[0])
    told = [f"{len(changed)} of {counted(len(changes.candidates), 'candidate')} changed"]
    rose = sum(who.new_points > who.old_points for who in changed)
    fell = sum(who.new_points < who.old_points for who in changed)
    told += [f"{rose} with more points"] if rose else []
    told += [f"{fell} with fewer"] if fell else []
    if verdicts := sum(who.old_passed != who.new_passed for who in changed):
        told += [f"{verdicts} with another verdict"]
    told += [f"{len(changes.came)} came"] if changes.came else []
    told += [f"{len(changes.went)} went"] if changes.went else []
    return f"{told[0]}{': ' if told[1:] else ''}{', '.join(told[1:])}."


def _direction(who: CandidateChange) -> str:
    kinds = [change.kind for change in who.concepts]
    told = [
        f"{counted(kinds.count(kind), 'concept')} {kind}" for kind in STYLES if kinds.count(kind)
    ]
    what = ", ".join(told) or "no concept changed"
    verdict = WORDS[who.new_passed]
    again = "still" if who.old_passed == who.new_passed else "now"
    return f"{what[0].upper()}{what[1:]}: {_points(who)}, {again} {verdict}."


def _points(who: CandidateChange) -> str:
    if who.old_points == who.new_points:
        return f"{number(who.new_points)} points"
    return f"{number(who.old_points)} -> {number(who.new_points)} points"


def _candidate(who: CandidateChange, screen: Screen) -> Iterator[str]:
    name = one_line(who.name)
    told = _points(who)
    if who.old_passed != who.new_passed:
        told += f", {WORDS[who.old_passed]} -> {WORDS[who.new_passed]}"
    first, *rest = screen.mention(f"{name}  {told}", 0)
    yield first.replace(name, screen.style(name, "bold"), 1)
    yield from rest
    if who.answers:
        yield from screen.fold(f"another answer to {', '.join(who.answers)}", 2)
    widest = max((len(f"{c.kata}:{c.concept}") for c in who.concepts), default=0)
    for change in sorted(who.concepts, key=lambda c: list(STYLES).index(c.kind)):
        yield _concept(change, widest, screen)
    for flag in who.flags_raised:
        yield f"  {screen.style('new red flag', 'red')}  {one_line(flag)}"
    for flag in who.flags_gone:
        yield f"  red flag gone  {one_line(flag)}"


def _concept(change: ConceptChange, widest: int, screen: Screen) -> str:
    kind = screen.style(f"{change.kind:<8}", STYLES[change.kind])
    name = one_line(f"{change.kata}:{change.concept}")
    outcomes = f"{change.old or 'not there'} -> {change.new or 'not there'}"
    return f"  {kind} {name:<{widest}}  {outcomes}"


def _versions(changes: Changes, screen: Screen) -> Iterator[str]:
    for change in changes.versions:
        old, new = (" and ".join(side) or "none" for side in (change.old, change.new))
        yield from screen.fold(f"note: other versions: {change.part} {old} -> {new}", 0, 2)
    if changes.versions:
        yield ""
