"""What the learner has done, in ``work/progress.json``: by kata id, replaced atomically."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from checker import files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from checker.report import Report

FORMAT = 2
FORMATS = (1, FORMAT)  # the first one had some of the fields of today's
NAME, LOCK, UNFINISHED = "progress.json", ".progress.lock", ".progress-"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far one kata is. Times are ISO 8601; an empty one says that it has not happened.

    *passed* of *total* concepts passed in the last of *tries* checks, *outcomes* are theirs by
    concept. *first_passes* says when each concept passed first, *steps* each check after which
    another number of concepts passed than before: time and number. *suite* is the digest of the
    tests that all concepts passed last, after *tries_to_pass* checks for the first time. *hints*
    counts those that were read, by concept; *given_up*: when the solution was opened before that.
    *stub* has the digest of each file that the answer began with.
    """

    tries: int = 0
    passed: int = 0
    total: int = 0
    first_passed: str = ""
    tries_to_pass: int = 0
    suite: str = ""
    given_up: str = ""
    outcomes: dict[str, str] = field(default_factory=dict)
    first_passes: dict[str, str] = field(default_factory=dict)
    hints: dict[str, int] = field(default_factory=dict)
    stub: dict[str, str] = field(default_factory=dict)
    steps: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """The states by kata id; *note* says if an unreadable file was set aside."""

    katas: dict[str, State] = field(default_factory=dict)
    note: str = ""

    def of(self, name: str) -> State:
        """Return the state of the kata *name*, an empty one if nothing is known of it."""
        return self.katas.get(name, State())


def read_progress(folder: Path) -> Progress:
    """Read the progress in *folder*; a damaged file is set aside and said so, never lost."""
    return _noted(folder, *files.read(folder / NAME, _parse, folder / LOCK))


def _noted(folder: Path, progress: Progress | None, aside: Path | None) -> Progress:
    if not aside:
        return progress or Progress()
    path = folder / NAME
    return Progress(note=f"{path} could not be read; it was set aside as {aside.name}")


def _parse(text: str) -> Progress:
    """Return what *text* says; raise one of `files.DAMAGE` if it is not what was written."""
    told = json.loads(text)
    if told["format"] not in FORMATS:
        raise ValueError(told["format"])
    return Progress({name: _state(state) for name, state in told["katas"].items()})


def _state(told: dict[str, Any]) -> State:
    """Build a state; raise `TypeError` or `ValueError` unless every field has its kind."""
    told = dict(told)
    steps = told.pop("steps", [])
    state = State(**told, steps=tuple((time, count) for time, count in steps))
    kinds = {"hints": int}
    for one in fields(State):
        value = getattr(state, one.name)
        inner = kinds.get(one.name, str)
        if type(value) is not type(getattr(State(), one.name)) or (
            isinstance(value, dict) and any(type(each) is not inner for each in value.values())
        ):
            raise TypeError(one.name)
    if any((type(time), type(count)) != (str, int) for time, count in state.steps):
        raise TypeError(steps)
    return state


def record(folder: Path, report: Report, suite: str = "") -> Progress:
    """Add *report*, by the suite with the digest *suite*, to the progress in *folder*."""

    def update(before: State) -> State:
        outcomes: dict[str, str] = {concept.id: concept.outcome for concept in report.concepts}
        passes = {name: report.started for name in outcomes if outcomes[name] == "passed"}
        now = replace(
            before,
            tries=before.tries + 1,
            passed=len(passes),
            total=len(outcomes),
            outcomes=outcomes,
            first_passes=passes | before.first_passes,
        )
        if len(passes) != (before.steps[-1][1] if before.steps else 0):
            now = replace(now, steps=(*before.steps, (report.started, len(passes))))
        if report.outcome != "passed":
            return now
        if not before.first_passed:
            now = replace(now, first_passed=report.started, tries_to_pass=now.tries)
        return replace(now, suite=suite)

    return change(folder, report.kata, update)


def change(folder: Path, name: str, update: Callable[[State], State]) -> Progress:
    """Replace the state of the kata *name* by what *update* makes of it; return all states.

    Processes that do so at the same time wait for each other.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with files.locked(folder / LOCK):
        progress = _noted(folder, *files.read_held(folder / NAME, _parse))
        states = {**progress.katas, name: update(progress.of(name))}
        after = Progress(states, note=progress.note)
        _write(folder, after)
    return after


def _write(folder: Path, progress: Progress) -> None:
    states = {name: _told(state) for name, state in sorted(progress.katas.items())}
    text = json.dumps({"format": FORMAT, "katas": states}, indent=2) + "\n"
    files.sweep(folder, UNFINISHED)
    files.write(folder / NAME, text.encode(), unfinished=UNFINISHED)


def _told(state: State) -> dict[str, Any]:
    """Return what is known of a kata; what has not happened is left out."""
    return {name: value for name, value in asdict(state).items() if value}
