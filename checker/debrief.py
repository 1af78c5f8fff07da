"""What an interview showed: a pure function of its clock, its checks and the katas' own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.interview import level_counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from checker.catalog import Concept, Kata
    from checker.interview import Interview, Snapshot
    from checker.report import Level, LevelCount

FENCE = re.compile(r" {0,3}(```|~~~)")
HARDER = {"junior": "mid", "mid": "senior"}
GOING_ON = {
    "core": "Finish the core of",
    "strong": "Add what a strong candidate shows in",
    "expert": "Add what an expert shows in",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a kata has to say, as Markdown: the spoken answer with its heading, and questions.

    *explanation* and *reference* are paths, where they are not those of the checkout's solutions.
    """

    heading: str = ""
    answer: str = ""
    questions: str = ""
    explanation: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One concept: its outcome in the last check before the end, empty where there was none.

    *minute* is when it first passed, counted from the start; *after_end* says that it passed only
    with what was changed after the end. *asked* is the requirement that was not met.
    """

    id: str
    title: str
    level: Level
    red_flag: bool
    outcome: str
    minute: int | None = None
    after_end: bool = False
    needs: tuple[str, ...] = ()
    asked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One kata of the interview.

    *checks* were made before the end; *touched* says whether anything was changed or checked.
    *fault*, *problem* and the file names *newer* may hold a candidate's words. *later* are the
    counts with what was changed after the end. *answer* and *backup* are paths below ``work/``.
    """

    kata: str
    title: str
    minutes: int
    checks: int
    touched: bool
    points: tuple[Point, ...]
    counts: dict[Level, LevelCount]
    later: dict[Level, LevelCount]
    words: Words
    newer: tuple[str, ...] = ()
    fault: str = ""
    problem: str = ""
    answer: str = ""
    backup: str = ""

    @property
    def explanation(self) -> str:
        """The path of what to say."""
        return self.words.explanation or f"solutions/{self.kata}/ANSWER.md"

    @property
    def reference(self) -> str:
        """The path of the reference answer."""
        return self.words.reference or f"solutions/{self.kata}/app.py"

    @property
    def missed(self) -> tuple[Point, ...]:
        """The concepts that had not passed at the end."""
        return tuple(point for point in self.points if point.outcome != "passed")

    @property
    def flags(self) -> tuple[Point, ...]:
        """The red flags: disqualifying concepts that failed."""
        return tuple(p for p in self.points if p.red_flag and p.outcome == "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One check: *won* passed there for the first time, *lost* had passed in the check before.

    *when* is ``early``, ``end`` for what was checked first when the time was up, or ``after``.
    """

    minute: int
    when: str
    kata: str
    passed: int
    total: int
    won: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something to do next, in words, and what to type for it, if anything."""

    told: str
    command: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """The whole of it; *found* is when it was found to be over, *notes* what went wrong."""

    id: str
    preset: str
    minutes: int
    started: datetime
    over: datetime
    found: datetime
    early: bool
    parts: tuple[Part, ...]
    events: tuple[Event, ...]
    steps: tuple[Step, ...]
    notes: tuple[str, ...] = ()

    @property
    def used(self) -> int:
        """How many minutes it took."""
        return round((self.over - self.started).total_seconds() / 60)


def make_debrief(
    interview: Interview,
    snapshots: Sequence[Snapshot],
    katas: Mapping[str, Kata],
    words: Mapping[str, Words],
    notes: Sequence[str] = (),
) -> Debrief:
    """Return what *interview*, which is closed, showed; *snapshots* are in the order of time.

    A kata that is not in *katas* any more is told in the notes.
    """
    gone = [
        f"The kata {name} is not there any more." for name in interview.katas if name not in katas
    ]
    known = [katas[name] for name in interview.katas if name in katas]
    parts = tuple(
        _part(interview, kata, [s for s in snapshots if s.kata == kata.id], words[kata.id])
        for kata in known
    )
    return Debrief(
        id=interview.id,
        preset=interview.preset,
        minutes=interview.minutes,
        started=interview.started,
        over=interview.over,
        found=interview.closed or interview.over,
        early=interview.over < interview.ends,
        parts=parts,
        events=tuple(_events(interview, snapshots)),
        steps=tuple(_steps(interview, parts)),
        notes=(*notes, *gone),
    )


def section(text: str, heading: str) -> tuple[str, str]:
    """Return the heading of level 2 in Markdown *text* that begins with *heading*, and its body.

    Both are empty where there is none.
    """
    found = ""
    body: list[str] = []
    fenced = False
    for line in text.splitlines():
        fenced ^= bool(FENCE.match(line))
        if line.startswith(("## ", "# ")) and not fenced:
            if found:
                break
            title = line.removeprefix("## ").strip()
            found = title if title.startswith(heading) else ""
        elif found:
            body.append(line)
    return found, "\n".join(body).strip()


def read_words(answer: str, readme: str) -> Words:
    """Return what ``ANSWER.md`` and ``README.md`` of a kata have to say."""
    heading, spoken = section(answer, "What to say")
    return Words(
        heading=heading, answer=spoken, questions=section(readme, "Follow-up questions")[1]
    )


def _part(interview: Interview, kata: Kata, snapshots: Sequence[Snapshot], words: Words) -> Part:
    taken = interview.taken[kata.id]
    after = [s for s in snapshots if s.final and taken.newer and not s.problem]
    judged = [s for s in snapshots if not s.problem and s not in after]
    last = judged[-1] if judged else None
    outcomes = last.outcomes if last else {}
    later = {name: outcome for s in after for name, outcome in s.outcomes.items()}
    problem = taken.problem or (snapshots[-1].problem if snapshots else "")
    touched = bool(snapshots) or interview.fresh.get(kata.id) != taken.digest
    return Part(
        kata=kata.id,
        title=kata.title,
        minutes=kata.minutes,
        checks=len([s for s in snapshots if not s.final]),
        touched=touched,
        points=tuple(
            Point(
                id=concept.id,
                title=concept.title,
                level=concept.level,
                red_flag=concept.red_flag,
                outcome=outcomes.get(concept.id, ""),
                minute=_first_pass(interview, judged, concept),
                after_end=outcomes.get(concept.id) != "passed" == later.get(concept.id),
                needs=tuple(name for name in concept.needs if outcomes.get(name) != "passed"),
                asked=last.asked.get(concept.id, "") if last else "",
            )
            for concept in kata.concepts
        ),
        counts=level_counts(kata, outcomes),
        later=level_counts(kata, later) if later else {},
        words=words,
        newer=taken.newer,
        fault=last.fault if last else "",
        problem=problem,
        answer=f".interviews/{interview.id}/{kata.id}-{taken.digest[:16]}.tar.gz"
        if taken.digest and touched
        else "",
        backup=interview.backups.get(kata.id, ""),
    )


def _first_pass(interview: Interview, judged: Sequence[Snapshot], concept: Concept) -> int | None:
    passes = [s.time for s in judged if s.outcomes.get(concept.id) == "passed"]
    return _minute(interview, passes[0]) if passes else None


def _minute(interview: Interview, time: datetime) -> int:
    """Return how many whole minutes of *interview* had passed at *time*."""
    return max(int((time - interview.started).total_seconds() // 60), 0)


def _events(interview: Interview, snapshots: Sequence[Snapshot]) -> Iterator[Event]:
    before: dict[str, set[str]] = {}
    ever: dict[str, set[str]] = {}
    for snapshot in snapshots:
        if snapshot.problem or snapshot.kata not in interview.taken:
            continue
        passed = {name for name, outcome in snapshot.outcomes.items() if outcome == "passed"}
        kata = snapshot.kata
        late = bool(interview.taken[kata].newer)
        yield Event(
            minute=_minute(interview, snapshot.time),
            when=("after" if late else "end") if snapshot.final else "early",
            kata=kata,
            passed=len(passed),
            total=len(snapshot.outcomes),
            won=tuple(n for n in snapshot.outcomes if n in passed - ever.get(kata, set())),
            lost=tuple(n for n in snapshot.outcomes if n in before.get(kata, set()) - passed),
        )
        before[kata] = passed
        ever[kata] = ever.get(kata, set()) | passed


def _steps(interview: Interview, parts: Sequence[Part]) -> Iterator[Step]:
    """Yield what to do next, the most urgent first."""
    opened = [(*found, part) for part in parts if (found := _open(part))]
    for _, told, part in sorted(opened, key=lambda found: found[0]):
        yield Step(told=told, command=f"make check KATA={part.kata}")
    for part in filter(lambda part: part.touched, parts):
        yield Step(told=f"Read {part.explanation}, and compare your code with {part.reference}.")
    fine = all(point.level != "core" for part in parts for point in part.missed)
    harder = HARDER.get(interview.preset) if fine else None
    preset = harder or interview.preset
    yield Step(
        told=f"In a few days, take another{' and harder' if harder else ''} interview.",
        command="make interview" + (f" PRESET={preset}" if preset else ""),
    )


def _open(part: Part) -> tuple[int, str] | None:
    """Return how urgent it is to go on with *part*, 0 the most, and what to do; None if done."""
    if part.flags:
        names = ", ".join(point.id for point in part.flags)
        flags = "flag" if len(part.flags) == 1 else "flags"
        return 0, f"Before all else, put the red {flags} of {part.kata} right: {names}."
    if not part.touched:
        return 1, f"Take {part.kata}, which you have not begun."
    for urgency, (level, told) in enumerate(GOING_ON.items(), start=1):
        if names := ", ".join(point.id for point in part.missed if point.level == level):
            return urgency, f"{told} {part.kata}: {names}."
    return None
