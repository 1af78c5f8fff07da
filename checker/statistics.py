"""What the learner's states add up to: for each kata, by track and level, and over time."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from checker.choices import TRACKS
from checker.learning import next_kata, state_of
from checker.progress import State
from checker.report import LEVELS, Level, LevelCount

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import tzinfo

    from checker.catalog import Concept, Kata
    from checker.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class KataStanding:
    """How far one kata is.

    *state* is one of `learning.state_of`. *open* are the concepts that never passed, *red_flags*
    those that disqualify and failed in the last check, both in teaching order. *checks* counts
    those up to the first pass, or all while there was none; *opened* says that the solution was
    read before it, *passed_on* when it was, if that is known.
    """

    kata: Kata
    state: str
    open: tuple[Concept, ...]
    red_flags: tuple[Concept, ...]
    checks: int
    hints: int
    opened: bool
    passed_on: datetime | None

    @property
    def begun(self) -> bool:
        """Whether anything was done for the kata."""
        return self.state != "new"

    @property
    def is_passed(self) -> bool:
        """Whether all its concepts passed once, if only in older tests."""
        return self.state in ("passed", "older")

    @property
    def concepts(self) -> LevelCount:
        """How many of its concepts passed, of how many."""
        total = len(self.kata.concepts)
        return LevelCount(passed=total - len(self.open), total=total)

    def at(self, level: Level) -> LevelCount:
        """Return how many of its concepts of *level* passed, of how many."""
        total = [concept.level for concept in self.kata.concepts].count(level)
        missing = [concept.level for concept in self.open].count(level)
        return LevelCount(passed=total - missing, total=total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The katas of one track, or of all: *katas* passed, of those that there are.

    *levels* count the concepts that passed, of those of the katas that were begun.
    """

    name: str
    katas: LevelCount
    levels: dict[Level, LevelCount]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """How many *concepts* and *katas* had been passed at a *time*, and the *names* passed then."""

    time: datetime
    concepts: int
    katas: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """All that a learner's progress says at the time *now*, whose zone is that of all times.

    *standings* are in the order of the course, *parts* the tracks that have katas, *total* their
    sum. *history* has a moment for each time at which something passed first. *gone* are katas that
    were passed and are no longer there, *following* is what to go on with, None after the last one.
    """

    standings: tuple[KataStanding, ...]
    parts: tuple[Part, ...]
    total: Part
    history: tuple[Moment, ...]
    now: datetime
    gone: tuple[str, ...]
    following: Kata | None
    note: str

    @property
    def begun(self) -> tuple[KataStanding, ...]:
        """The katas for which anything was done."""
        return tuple(standing for standing in self.standings if standing.begun)


def statistics(
    katas: Sequence[Kata],
    progress: Progress,
    answered: Collection[str],
    *,
    now: datetime,
    zone: tzinfo | None = None,
) -> Statistics:
    """Add up *progress* in *katas*; *answered* are the ids of those for which there is an answer.

    *now* is aware; without a *zone* times are told in that of the machine.
    """
    states = {kata.id: progress.of(kata.id) for kata in katas}
    standings = tuple(
        _standing(kata, states[kata.id], answered=kata.id in answered, zone=zone) for kata in katas
    )
    begun = {standing.kata.id for standing in standings if standing.begun}
    named = [(track, [s for s in standings if s.kata.track == track]) for track in TRACKS]
    gone = [name for name, state in progress.katas.items() if state.first_passed]
    return Statistics(
        standings=standings,
        parts=tuple(_part(name, members) for name, members in named if members),
        total=_part("all", standings),
        history=_history(katas, states, zone),
        now=now.astimezone(zone),
        gone=tuple(name for name in gone if name not in states),
        following=next_kata(katas, progress, begun),
        note=progress.note,
    )


def _standing(kata: Kata, state: State, *, answered: bool, zone: tzinfo | None) -> KataStanding:
    passed = _passes(kata, state)
    failed = [concept for concept in kata.concepts if state.outcomes.get(concept.id) == "failed"]
    return KataStanding(
        kata=kata,
        state=state_of(kata, state, started=answered or state != State()),
        open=tuple(concept for concept in kata.concepts if concept.id not in passed),
        red_flags=tuple(concept for concept in failed if concept.red_flag),
        checks=state.tries_to_pass or state.tries,
        hints=sum(state.hints.values()),
        opened=bool(state.given_up),
        passed_on=_moment(state.first_passed, zone),
    )


def _passes(kata: Kata, state: State) -> dict[str, str]:
    """Return when each concept of *kata* passed first, by id; an empty text if nobody noted it."""
    known = {name: "" for name, outcome in state.outcomes.items() if outcome == "passed"}
    known |= state.first_passes
    if state.first_passed and not state.first_passes:  # the first format knew the kata's pass only
        known = dict.fromkeys((concept.id for concept in kata.concepts), state.first_passed)
    return {concept.id: known[concept.id] for concept in kata.concepts if concept.id in known}


def _part(name: str, standings: Sequence[KataStanding]) -> Part:
    passed = [standing.is_passed for standing in standings]
    counts = {
        level: [standing.at(level) for standing in standings if standing.begun] for level in LEVELS
    }
    return Part(
        name=name,
        katas=LevelCount(passed=passed.count(True), total=len(passed)),
        levels={
            level: LevelCount(passed=sum(c.passed for c in of), total=sum(c.total for c in of))
            for level, of in counts.items()
        },
    )


def _history(
    katas: Sequence[Kata], states: dict[str, State], zone: tzinfo | None
) -> tuple[Moment, ...]:
    """Return the moments at which something passed first; what has no date counts from the first.

    A kata's pass is told beside its concepts' by its name.
    """
    passes = [
        (_moment(time, zone), "") for k in katas for time in _passes(k, states[k.id]).values()
    ]
    passes += [
        (_moment(state.first_passed, zone), name)
        for name, state in states.items()
        if state.first_passed
    ]
    first = min((time for time, _ in passes if time), default=None)
    if first is None:
        return ()
    dated = sorted((time or first, name) for time, name in passes)
    moments: list[Moment] = []
    concepts = in_all = 0
    for time, group in itertools.groupby(dated, key=lambda one: one[0]):
        all_names = [name for _, name in group]
        names = tuple(name for name in all_names if name)
        concepts += len(all_names) - len(names)
        in_all += len(names)
        moments.append(Moment(time=time, concepts=concepts, katas=in_all, names=names))
    return tuple(moments)


def _moment(text: str, zone: tzinfo | None) -> datetime | None:
    """Return the time that *text* tells, in *zone*; None for what a person may have written."""
    try:
        told = datetime.fromisoformat(text)
        return (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(zone)
    except (ValueError, OverflowError):
        return None
