"""Which katas an interview is made of: presets, and what suits one that is asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.choices import DIFFICULTIES, TRACKS
from checker.errors import KataError, UnknownKataError, near

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from checker.catalog import Kata
    from checker.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """How long an interview takes, and the difficulties of its katas, the preferred one first."""

    minutes: int
    difficulties: tuple[str, ...]


PRESETS = {
    "junior": Preset(minutes=60, difficulties=("easy", "medium")),
    "mid": Preset(minutes=90, difficulties=("medium", "advanced")),
    "senior": Preset(minutes=120, difficulties=("advanced", "medium")),
}
USUAL = "mid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked for: *words* are a preset, or katas by name; *level* is a difficulty."""

    words: tuple[str, ...] = ()
    minutes: int | None = None
    track: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The katas of an interview, in the order in which to take them, and its *minutes*.

    *preset* is empty for one that was put together otherwise.
    """

    preset: str
    minutes: int
    katas: tuple[Kata, ...]


def make_plan(
    wish: Wish, katas: Sequence[Kata], progress: Progress, begun: Collection[str]
) -> Plan:
    """Return what suits *wish*, from all *katas* in the order of the course.

    *begun* are those with an answer. Raises `KataError` if a word is unknown or nothing suits.
    """
    preset, names = _read_words(wish.words, [kata.id for kata in katas])
    if names:
        return _named(wish, preset, [kata for name in names for kata in katas if kata.id == name])
    usual = PRESETS[preset or USUAL]
    minutes = wish.minutes or usual.minutes
    difficulties = (wish.level,) if wish.level else usual.difficulties
    suited = [
        kata
        for kata in katas
        if wish.track in (None, kata.track) and kata.difficulty in difficulties
    ]
    open_ = [kata for kata in suited if not progress.of(kata.id).first_passed]
    chosen = pick(open_, minutes, difficulties, seen=begun)
    if not chosen:
        raise KataError(_nothing(wish, suited, open_, minutes))
    if wish == Wish():
        preset = USUAL  # else it is no longer what the word says
    return Plan(preset=preset, minutes=minutes, katas=chosen)


def pick(
    katas: Sequence[Kata], minutes: int, difficulties: Sequence[str], *, seen: Collection[str]
) -> tuple[Kata, ...]:
    """Return those of *katas*, in the order of the course, that make a good interview.

    One after the other is taken as long as it fits into what is left of *minutes*: first those that
    were not *seen*, from the track that has the fewest so far, and there the first of the earliest
    of *difficulties*. The easiest comes first in what is returned.
    """
    chosen: list[Kata] = []
    left = minutes

    def rank(kata: Kata) -> tuple[bool, int, int, int, int]:
        return (
            kata.id in seen,
            Counter(other.track for other in chosen)[kata.track],
            TRACKS.index(kata.track),
            difficulties.index(kata.difficulty),
            katas.index(kata),
        )

    while fitting := [kata for kata in katas if kata.minutes <= left and kata not in chosen]:
        chosen.append(min(fitting, key=rank))
        left -= chosen[-1].minutes
    return tuple(
        sorted(chosen, key=lambda kata: (DIFFICULTIES.index(kata.difficulty), katas.index(kata)))
    )


def _read_words(words: Iterable[str], ids: Sequence[str]) -> tuple[str, list[str]]:
    """Return the preset and the katas that *words* name."""
    presets = [word for word in words if word in PRESETS]
    names = [word for word in dict.fromkeys(words) if word not in PRESETS]
    if len(presets) > 1:
        raise KataError(f"One preset, please, not {' and '.join(presets)}.")
    for name in names:
        if name not in ids and near(name, PRESETS):
            known = ", ".join(PRESETS)
            raise KataError(f"No preset '{name}'.{near(name, PRESETS)} There are: {known}")
        if name not in ids:
            raise UnknownKataError(name, ids)
    return (presets or [""])[0], names


def _named(wish: Wish, preset: str, katas: list[Kata]) -> Plan:
    if wish.track or wish.level:
        raise KataError(
            "--track and --level choose katas, and you have named yours: leave them out."
        )
    minutes = PRESETS[preset].minutes if preset else sum(kata.minutes for kata in katas)
    return Plan(preset=preset, minutes=wish.minutes or minutes, katas=tuple(katas))


def _nothing(wish: Wish, suited: Sequence[Kata], open_: Sequence[Kata], minutes: int) -> str:
    """Say why there is no interview, and what to type instead."""
    if not suited:
        return "There is no such kata. Leave --track or --level out, or see: make list"
    if not open_:
        first = suited[0].id
        return f"You have passed all of these. Take some again: make interview KATA={first}"
    shortest = min(kata.minutes for kata in open_)
    options = {"minutes": shortest, "track": wish.track, "level": wish.level}
    arguments = " ".join(f"--{name} {value}" for name, value in options.items() if value)
    return (
        f"Nothing that you have not passed fits into {minutes} minutes; the shortest takes "
        f'{shortest}: make interview ARGS="{arguments}"'
    )
