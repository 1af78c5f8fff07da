"""A timed mock interview: its clock and what was checked during it, kept in files.

``work/interview.json`` is the interview that runs, or is over and was not debriefed yet. What was
checked lies in ``work/.interviews/ID/``: for each check a record, and the answer as a ``.tar.gz``.
All times are absolute, so that a closed terminal or a reboot changes nothing.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from checker import files
from checker.errors import KataError
from checker.render.text import counted
from checker.report import LEVELS, LevelCount
from checker.table import ID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from checker.catalog import Kata
    from checker.report import Level, Report
    from checker.submission import Submission

FORMAT = 1
NAME, LOCK, UNFINISHED = "interview.json", ".interview.lock", ".interview-"
RECORDS, CHECK = ".interviews", ".check.json"
INTERVIEW_ID = re.compile(r"\d{4}-\d{2}-\d{2}-\d{6}(-\d+)?")
DIGEST = re.compile(r"([0-9a-f]{64})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """An answer as it was when the interview was found to be over.

    *digest* is that of its archive, empty where *problem* says why it could not be taken; *newer*
    names the files that were changed after the end. File names are a candidate's.
    """

    digest: str = ""
    newer: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """What was agreed, and since *closed* the answers that were *taken* then, by kata.

    *id* is the local time of its start and the name of its folder. *fresh* has the digest of each
    answer that began with the stub, *backups* where the answer of before was put, below ``work/``.
    *private* are the private folders that were looked into when it began.
    """

    id: str
    preset: str
    started: datetime
    ends: datetime
    katas: tuple[str, ...]
    fresh: dict[str, str] = field(default_factory=dict)
    backups: dict[str, str] = field(default_factory=dict)
    closed: datetime | None = None
    taken: dict[str, Taken] = field(default_factory=dict)
    private: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """How long it was meant to take."""
        return round((self.ends - self.started).total_seconds() / 60)

    @property
    def over(self) -> datetime:
        """When it is, or was, over: after its minutes, or earlier if it was closed earlier."""
        return min(self.ends, self.closed or self.ends)

    def runs(self, now: datetime) -> bool:
        """Whether its clock runs at *now*."""
        return now < self.over

    def minutes_left(self, now: datetime) -> int:
        """Return how many minutes are left at *now*, a begun one counted as a whole."""
        seconds = (self.ends - now).total_seconds()
        return min(max(-int(-seconds // 60), 0), self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What one check said of the answer to *kata* with the archive's *digest*.

    *asked* has the requirement that was not met, by concept. *fault* says, in a candidate's words,
    why the answer could not be used; *problem* that the checker could not decide. A *final* one is
    of an answer that nobody had checked before the end.
    """

    kata: str
    time: datetime
    digest: str
    outcomes: dict[str, str] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    fault: str = ""
    problem: str = ""
    final: bool = False


def read(folder: Path) -> tuple[Interview | None, str]:
    """Return the interview in *folder*, if there is one, and what to say of a damaged file.

    That one is set aside, never lost.
    """
    interview, aside = files.read(folder / NAME, _parse, folder / LOCK)
    if not aside:
        return interview, ""
    return None, (
        f"{folder / NAME} could not be read; it was set aside as {aside.name}. "
        f"What was checked is in {folder / RECORDS}."
    )


def change(folder: Path, update: Callable[[Interview | None], Interview | None]) -> None:
    """Replace the interview in *folder* by what *update* makes of it; None changes nothing.

    Processes that do so at the same time wait for each other.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with files.locked(folder / LOCK):
        files.sweep(folder, UNFINISHED)
        if interview := update(files.read_held(folder / NAME, _parse)[0]):
            _write(folder / NAME, _told(interview))


def records(folder: Path, interview: Interview) -> Path:
    """Return where what was checked during *interview* is kept, below *folder*."""
    return folder / RECORDS / interview.id


def archive(folder: Path, interview: Interview) -> None:
    """Put the file of *interview*, which is over and done with, beside its records."""
    with files.locked(folder / LOCK):
        now, _ = files.read_held(folder / NAME, _parse)
        if now and now.id == interview.id:  # else another process was faster
            records(folder, interview).mkdir(parents=True, exist_ok=True)
            (folder / NAME).rename(records(folder, interview) / NAME)


def refuse_while_running(folder: Path, now: datetime | None = None) -> None:
    """Raise `KataError` for who asks for help during the interview in *folder*, as of *now*."""
    interview, _ = read(folder)
    now = now or datetime.now(UTC)
    if interview and interview.runs(now):
        raise KataError(
            f"Hints and solutions are closed until {interview.ends:%H:%M}: your interview runs,\n"
            f"{counted(interview.minutes_left(now), 'minute')} left.\n"
            "How you are doing: make interview   Ending it early: make interview ARGS=--end"
        )


def clock(folder: Path, now: datetime | None = None) -> str:
    """Say how much time is left of the interview in *folder* as of *now*, or nothing."""
    interview, _ = read(folder)
    now = now or datetime.now(UTC)
    if interview is None:
        return ""
    if not interview.runs(now):
        return "interview over: make interview"
    return f"interview: {counted(interview.minutes_left(now), 'minute')} left"


def asked(folder: Path, katas: list[Kata], now: datetime | None = None) -> list[Kata]:
    """Return those of *katas* that the interview in *folder* is about; all, if none runs."""
    interview, _ = read(folder)
    if interview is None or not interview.runs(now or datetime.now(UTC)):
        return katas
    return [kata for kata in katas if kata.id in interview.katas]


def note(folder: Path, report: Report, submission: Submission) -> str:
    """Keep what *report* says of *submission*, if the check began during an interview about it.

    Return what to do next, with the time that is left; nothing outside of an interview.
    """
    interview, _ = read(folder)
    started = datetime.fromisoformat(report.started)
    if interview is None or report.kata not in interview.katas or not interview.runs(started):
        return ""
    with files.locked(folder / LOCK):
        files.sweep(records(folder, interview), UNFINISHED)
        keep_answer(folder, interview, report.kata, submission.digest, submission.data)
        keep_record(folder, interview, snapshot_of(report))
    now = datetime.now(UTC)
    if not interview.runs(now):
        return "the time is up. See how it went: make interview"
    left = f"{counted(interview.minutes_left(now), 'minute')} left"
    if report.outcome == "passed":
        return f"{left}. Where you stand: make interview"
    return f"{left}. Edit work/{report.kata}/app.py, then: make check KATA={report.kata}"


def snapshot_of(report: Report) -> Snapshot:
    """Return what is kept of *report*."""
    bad = [(c.id, t) for c in report.concepts for t in c.tests if t.outcome == "failed"]
    problem = report.outcome == "checker problem"
    return Snapshot(
        kata=report.kata,
        time=datetime.fromisoformat(report.started),
        digest=report.digest,
        outcomes={concept.id: concept.outcome for concept in report.concepts},
        asked={name: test.requirement for name, test in reversed(bad)},  # the first one stays
        fault=report.fault.message if report.fault else "",
        problem=(report.problem or "the suite did not decide") if problem else "",
    )


def keep_record(folder: Path, interview: Interview, snapshot: Snapshot) -> None:
    """Write *snapshot*; the answer that it is of must be there already."""
    name = f"{snapshot.time.astimezone(UTC):%Y%m%dT%H%M%S}-{snapshot.kata}-{snapshot.digest[:16]}"
    told = asdict(snapshot) | {"format": FORMAT, "time": snapshot.time.isoformat()}
    _write(records(folder, interview) / f"{name}{CHECK}", told)


def keep_answer(folder: Path, interview: Interview, kata: str, digest: str, data: bytes) -> None:
    """Write the archive *data* of an answer to *kata*, unless it is there."""
    path = answer_path(folder, interview, kata, digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        files.write(path, gzip.compress(data, mtime=0), unfinished=UNFINISHED)


def answer_path(folder: Path, interview: Interview, kata: str, digest: str) -> Path:
    """Return where the answer to *kata* with the archive's *digest* is kept."""
    return records(folder, interview) / f"{kata}-{digest[:16]}.tar.gz"


def read_answer(folder: Path, interview: Interview, kata: str, digest: str) -> bytes:
    """Return the archive of an answer that was kept; raise OSError or EOFError."""
    return gzip.decompress(answer_path(folder, interview, kata, digest).read_bytes())


def read_snapshots(folder: Path, interview: Interview) -> tuple[list[Snapshot], list[str]]:
    """Return the snapshots of *interview* in the order of time, and what to say of damaged ones."""
    found: list[Snapshot] = []
    notes: list[str] = []
    for path in sorted(records(folder, interview).glob(f"*{CHECK}")):
        try:
            found.append(_snapshot(json.loads(path.read_text(encoding="utf-8"))))
        except files.DAMAGE:
            aside = files.set_aside(path)
            notes.append(f"{path} could not be read; it was set aside as {aside.name}.")
    return sorted(found, key=lambda snapshot: (snapshot.final, snapshot.time)), notes


def last_judged(snapshots: Iterable[Snapshot], kata: str) -> Snapshot | None:
    """Return the last of *snapshots* of *kata* in which the checker could decide."""
    judged = [s for s in snapshots if s.kata == kata and not s.problem]
    return judged[-1] if judged else None


def to_be_checked(interview: Interview, snapshots: Iterable[Snapshot], kata: str) -> bool:
    """Whether the answer to *kata* that was taken at the end is not the one checked last."""
    digest = interview.taken[kata].digest
    last = last_judged(snapshots, kata)
    known = last.digest if last else interview.fresh.get(kata)
    return digest not in ("", known)


def level_counts(kata: Kata, outcomes: Mapping[str, str]) -> dict[Level, LevelCount]:
    """Return how many concepts of each level of *kata* passed; levels without any are left out."""
    counts = {}
    for level in LEVELS:
        of_level = [outcomes.get(c.id) for c in kata.concepts if c.level == level]
        if of_level:
            counts[level] = LevelCount(passed=of_level.count("passed"), total=len(of_level))
    return counts


def _write(path: Path, told: dict[str, Any]) -> None:
    files.write(path, (json.dumps(told, indent=2) + "\n").encode(), unfinished=UNFINISHED)


def _told(interview: Interview) -> dict[str, Any]:
    times = {"started": interview.started, "ends": interview.ends, "closed": interview.closed}
    shown = {name: time.isoformat() for name, time in times.items() if time}
    return {"format": FORMAT, **asdict(replace(interview, closed=None)), **shown}


def _parse(text: str) -> Interview:
    """Return what *text* says; raise one of `files.DAMAGE` unless every field has its kind."""
    told = json.loads(text)
    if told["format"] != FORMAT or not INTERVIEW_ID.fullmatch(told["id"]):
        raise ValueError(told["format"])
    interview = Interview(
        id=told["id"],
        preset=_text(told["preset"]),
        started=_time(told["started"]),
        ends=_time(told["ends"]),
        katas=tuple(_kata(name) for name in told["katas"]),
        fresh=_texts(told["fresh"]),
        backups=_texts(told["backups"]),
        closed=_time(told["closed"]) if told["closed"] else None,
        taken={_kata(name): _taken(taken) for name, taken in told["taken"].items()},
        private=tuple(_text(folder) for folder in told.get("private", ())),
    )
    if not interview.katas or interview.ends <= interview.started:
        raise ValueError(interview.katas)
    if interview.closed and set(interview.taken) != set(interview.katas):
        raise ValueError(interview.taken)
    return interview


def _taken(told: dict[str, Any]) -> Taken:
    newer = tuple(_text(name) for name in told["newer"])
    return Taken(digest=_digest(told["digest"]), newer=newer, problem=_text(told["problem"]))


def _snapshot(told: dict[str, Any]) -> Snapshot:
    """Build a snapshot; raise one of `files.DAMAGE` unless every field has its kind."""
    if told["format"] != FORMAT or type(told["final"]) is not bool:
        raise ValueError(told["format"])
    return Snapshot(
        kata=_kata(told["kata"]),
        time=_time(told["time"]),
        digest=_digest(told["digest"]),
        outcomes=_texts(told["outcomes"]),
        asked=_texts(told["asked"]),
        fault=_text(told["fault"]),
        problem=_text(told["problem"]),
        final=told["final"],
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _texts(value: dict[str, Any]) -> dict[str, str]:
    return {name: _text(text) for name, text in value.items()}


def _kata(value: object) -> str:
    """Return the id of a kata, which becomes a part of paths."""
    if not ID.fullmatch(_text(value)):
        raise ValueError(value)
    return _text(value)


def _digest(value: object) -> str:
    """Return a digest, or nothing; a part of it becomes a part of paths."""
    if not DIGEST.fullmatch(_text(value)):
        raise ValueError(value)
    return _text(value)


def _time(value: object) -> datetime:
    time = datetime.fromisoformat(_text(value))
    if time.tzinfo is None:
        raise ValueError(value)
    return time
