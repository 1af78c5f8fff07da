"""What happens around an interview: answers are laid out, taken at the end, checked, debriefed."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from checker import catalog, debrief, files, interview, plan, progress, runner, shelves
from checker.errors import KataError, UnknownKataError
from checker.render import debrief as pages
from checker.submission import Submission, read_files, read_submission

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from checker.catalog import Kata
    from checker.debrief import Debrief, Words
    from checker.interview import Interview, Snapshot, Taken
    from checker.learning import Learner
    from checker.plan import Plan, Wish
    from checker.report import Level, LevelCount

DEBRIEFS = "interviews"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where one kata of a running interview stands.

    *last* is its last check, if there was one; *changed* says that the answer is another by now.
    """

    kata: Kata
    last: Snapshot | None
    changed: bool

    @property
    def counts(self) -> dict[Level, LevelCount]:
        """How many concepts of each level passed in the last check."""
        return interview.level_counts(self.kata, self.last.outcomes if self.last else {})

    @property
    def flags(self) -> list[str]:
        """The red flags of the last check."""
        outcomes = self.last.outcomes if self.last else {}
        return [c.id for c in self.kata.concepts if c.red_flag and outcomes.get(c.id) == "failed"]

    @property
    def done(self) -> bool:
        """Whether there is nothing left to be done."""
        missed = any(count.passed < count.total for count in self.counts.values())
        return not missed and not self.changed


def suggest(learner: Learner, wish: Wish) -> Plan:
    """Return the plan that suits *wish* and the learner's progress; raise `KataError`."""
    katas = learner.katas()
    return plan.make_plan(wish, katas, learner.progress, learner.started(katas))


def begun_before(learner: Learner, katas: tuple[Kata, ...]) -> list[Kata]:
    """Return those of *katas* whose answer is more than the stub."""
    return [kata for kata in katas if _is_begun(learner, kata)]


def _is_begun(learner: Learner, kata: Kata) -> bool:
    answer = learner.workspace.answer(kata)
    if not answer.exists():
        return False
    try:
        return read_files(answer, kata.kept) != read_files(kata.stub, kata.kept)
    except KataError:  # a link in it, for one, which no stub has
        return True


def begin(
    learner: Learner,
    chosen: Plan,
    now: Callable[[], datetime],
    say: Callable[[str], object],
    *,
    keep: bool,
) -> Interview:
    """Lay out the stubs of *chosen*, and start the clock when they are there.

    Unless *keep* is true, answers that are more than the stub become backups; of one that is kept,
    *say* is told what is new in its stub. The interview is written last: who is interrupted has
    begun none. Raises `KataError` if there is one already.
    """
    workspace = learner.workspace
    fresh: dict[str, str] = {}
    backups: dict[str, str] = {}
    for kata in chosen.katas:
        begun = _is_begun(learner, kata)
        if begun and not keep and (backup := workspace.reset(kata)):
            backups[kata.id] = backup.relative_to(workspace.folder).as_posix()
        notices = learner.begin(kata)
        if begun and keep:
            for notice in notices:
                say(notice)
        else:
            fresh[kata.id] = read_submission(workspace.answer(kata), kata.kept).digest
    started = now().replace(microsecond=0)
    begun_now = interview.Interview(
        id=_free_id(workspace.folder, started),
        preset=chosen.preset,
        started=started,
        ends=started + timedelta(minutes=chosen.minutes),
        katas=tuple(kata.id for kata in chosen.katas),
        fresh=fresh,
        backups=backups,
        private=tuple(str(folder) for folder in shelves.private()),
    )

    def update(other: Interview | None) -> Interview:
        if other:
            raise KataError("Another interview has begun just now. See: make interview")
        return begun_now

    interview.change(workspace.folder, update)
    return begun_now


def _free_id(folder: Path, started: datetime) -> str:
    """Return the name of a new folder for the records of an interview, and make it."""
    name = base = f"{started:%Y-%m-%d-%H%M%S}"
    number = 1
    while True:
        try:
            (folder / interview.RECORDS / name).mkdir(parents=True)
        except FileExistsError:
            number += 1
            name = f"{base}-{number}"
        else:
            return name


def close(learner: Learner, now: datetime) -> None:
    """End the interview at *now*, unless that has been done: take all answers as they are.

    Raises `KataError`, and takes none, where two katas have the same id.
    """

    def update(current: Interview | None) -> Interview | None:
        if current is None or current.closed:
            return None
        catalog.kata_ids(learner.root)
        taken = {name: _take(learner, current, name) for name in current.katas}
        return replace(current, closed=now.replace(microsecond=0), taken=taken)

    interview.change(learner.workspace.folder, update)


def _take(learner: Learner, current: Interview, name: str) -> Taken:
    """Copy the answer to the kata *name* to the records, and return what it was."""
    workspace = learner.workspace
    try:
        kata = learner.kata(name)
        answer = workspace.answer(kata)
        submission = read_submission(answer, kata.kept)
        names = read_files(answer, kata.kept)
        newer = [n for n in names if (answer / n).stat().st_mtime > current.ends.timestamp()]
    except (KataError, OSError) as error:
        return interview.Taken(problem=str(error))
    interview.keep_answer(workspace.folder, current, name, submission.digest, submission.data)
    return interview.Taken(digest=submission.digest, newer=tuple(newer))


def statuses(learner: Learner, current: Interview) -> list[Status]:
    """Return where each kata of *current*, which runs, stands; one that is gone is left out."""
    snapshots, _ = interview.read_snapshots(learner.workspace.folder, current)
    found = []
    for name in current.katas:
        if not (kata := _kata(learner, name)):
            continue
        last = interview.last_judged(snapshots, name)
        digest = _digest(learner, kata)
        known = last.digest if last else current.fresh.get(name)
        found.append(Status(kata=kata, last=last, changed=digest != known))
    return found


def _digest(learner: Learner, kata: Kata) -> str:
    try:
        return read_submission(learner.workspace.answer(kata), kata.kept).digest
    except KataError:
        return ""


def finish(learner: Learner, say: Callable[[str], object]) -> tuple[Debrief, list[Path]]:
    """Check what was not checked before the end, and write the debrief; the interview is closed.

    *say* is told what is being checked. Returns the debrief and its files. Interrupted anywhere,
    it can be called again. Raises `KataError` if there is no interview.
    """
    folder = learner.workspace.folder
    current, _ = interview.read(folder)
    if current is None or not current.closed:
        raise KataError("There is no interview to look back on. Begin one: make interview")
    katas = {name: kata for name in current.katas if (kata := _kata(learner, name))}
    snapshots, notes = interview.read_snapshots(folder, current)
    for name, kata in katas.items():
        if interview.to_be_checked(current, snapshots, name):
            say(f"Checking {name} as you left it ...")
            _check(learner, current, kata)
    snapshots, more = interview.read_snapshots(folder, current)
    words = {name: _words(learner, kata) for name, kata in katas.items()}
    found = debrief.make_debrief(current, snapshots, katas, words, [*notes, *more])
    texts = {"md": pages.markdown(found), "html": pages.page(found)}
    paths = {kind: folder / DEBRIEFS / f"{current.id}.{kind}" for kind in texts}
    (folder / DEBRIEFS).mkdir(exist_ok=True)
    with files.locked(folder / interview.LOCK):
        files.sweep(folder / DEBRIEFS, interview.UNFINISHED)
        for kind, path in paths.items():
            files.write(path, texts[kind].encode(), unfinished=interview.UNFINISHED)
    interview.archive(folder, current)
    return found, list(paths.values())


def _kata(learner: Learner, name: str) -> Kata | None:
    try:
        return learner.kata(name)
    except UnknownKataError:  # taken away since
        return None


def _check(learner: Learner, current: Interview, kata: Kata) -> None:
    """Check the answer to *kata* that was taken at the end, and keep what came of it."""
    workspace = learner.workspace
    taken = current.taken[kata.id]
    shown = workspace.shown(workspace.answer(kata))
    time = (current.closed or current.over) if taken.newer else current.over
    try:
        data = interview.read_answer(workspace.folder, current, kata.id, taken.digest)
        report = runner.check(kata, Submission(name=shown, shown=shown, kind="tar", data=data))
    except (KataError, OSError, EOFError, zlib.error) as error:
        problem = f"It could not be checked: {error}"
        snapshot = interview.Snapshot(
            kata=kata.id, time=time, digest=taken.digest, problem=problem, final=True
        )
        interview.keep_record(workspace.folder, current, snapshot)
        return
    snapshot = replace(interview.snapshot_of(report), time=time, final=True)
    interview.keep_record(workspace.folder, current, snapshot)
    progress.record(workspace.folder, report, kata.suite_digest())


def _words(learner: Learner, kata: Kata) -> Words:
    words = debrief.read_words(_text(kata.explanation), _text(kata.readme))
    if kata.solution.is_relative_to(learner.root):
        return words
    shown = learner.workspace.shown
    return replace(
        words, explanation=shown(kata.explanation), reference=shown(kata.reference / "app.py")
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
