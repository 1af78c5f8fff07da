"""Grading: what many candidates handed in becomes reports, and none is checked without need."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from checker import intake, similarity, sources
from checker.errors import CheckerProblem, KataError, SubmissionPathError
from checker.grading import Candidate, Grading, lean
from checker.pool import Task
from checker.report import ConceptResult, Fault, Report
from checker.runner import Job, environment_of
from checker.submission import read_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from checker.catalog import Concept, Kata
    from checker.grading import Assessment, Similarity
    from checker.intake import HandedIn
    from checker.pool import Executor
    from checker.report import Outcome
    from checker.store import Store
    from checker.submission import Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How far a grading is, in checks; *kept* are those of an earlier run that still count."""

    done: int
    total: int
    kept: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One answer to be judged: whose, to what kata, with the values of which seed.

    *rules* is a digest of everything that a verdict depends on besides the answer; *alone* says
    that the assessment has no other kata.
    """

    handed_in: HandedIn
    kata: Kata
    alone: bool
    seed: int
    rules: str

    def read(self) -> Submission:
        """Return the answer; raise `SubmissionPathError`."""
        return intake.read_answer(self.handed_in, self.kata, alone=self.alone)

    def load(self) -> Job:
        """Return the check to be done; raise `SubmissionPathError`."""
        return Job(submission=self.read(), seed=self.seed, own_tests=True)

    def now(self) -> str:
        """Return the key of the answer as it is now, or of why it cannot be read."""
        try:
            return self.key(self.read().digest)
        except SubmissionPathError as error:
            return self.key(_said(self, error))

    def key(self, digest: str) -> str:
        """Return what is another for another answer, suite, checker, or other values."""
        told = f"{digest} {self.alone} {self.rules} {self.seed}"
        return hashlib.sha256(told.encode(errors="backslashreplace")).hexdigest()


def grade(  # noqa: PLR0913 - all but three by name
    path: Path,
    assessment: Assessment,
    katas: Sequence[Kata],
    *,
    store: Store,
    execute: Executor,
    tell: Callable[[Count], None],
    seed: int | None = None,
    regrade: bool = False,
) -> Grading:
    """Grade what lies in the folder *path*, and return all results.

    *katas* are those of *assessment*, in its order. Each result is in *store*, which is held, as
    soon as it is there; what is there already and still counts is not done again, unless
    *regrade*. Raises `KataError` if nothing was handed in, or *store* holds something else.
    """
    handed_in, skipped = intake.find(path, [kata.id for kata in katas])
    run = store.begin(assessment.id, seed)
    rules = {kata.id: _rules(kata) for kata in katas}
    entries = [
        Entry(handed_in=who, kata=kata, alone=len(katas) == 1, seed=run.seed, rules=rules[kata.id])
        for who in handed_in
        for kata in katas
    ]
    reports = [None if regrade else _kept(entry, store) for entry in entries]
    todo = [number for number, report in enumerate(reports) if report is None]
    kept = len(entries) - len(todo)
    tell(Count(done=0, total=len(todo), kept=kept))
    tasks = [Task(kata=entries[number].kata, load=entries[number].load) for number in todo]
    for done, (place, outcome) in enumerate(execute(tasks), start=1):
        number = todo[place]
        reports[number] = _keep(entries[number], outcome, store)
        tell(Count(done=done, total=len(todo), kept=kept))
    found = [
        report or _keep(entry, CheckerProblem("Nobody has checked this."), store)
        for entry, report in zip(entries, reports, strict=True)
    ]
    return Grading(
        assessment=assessment,
        candidates=tuple(_candidates(handed_in, found)),
        started=run.started,
        seed=run.seed,
        similarities=tuple(pair for kata in katas for pair in _similar(kata, entries)),
        skipped=tuple(skipped),
        environment={n: version for kata in katas for n, version in environment_of(kata).items()},
    )


def all_graded(grading: Grading) -> bool:
    """Whether there is a verdict on every answer."""
    reports = [report for candidate in grading.candidates for report in candidate.reports]
    return all(report.outcome != "checker problem" for report in reports)


def _kept(entry: Entry, store: Store) -> Report | None:
    """Return the result of an earlier run, if it still counts."""
    return store.read(entry.handed_in.folder, entry.kata.id, entry.now())


def _keep(entry: Entry, outcome: Report | KataError, store: Store) -> Report:
    """Store what came of *entry*, and return it; without a key if it has to be tried again."""
    key = ""
    if isinstance(outcome, SubmissionPathError):
        key = entry.key(_said(entry, outcome))
        fault = Fault(kind="archive", message=f"Nothing could be checked: {_said(entry, outcome)}")
        report = unchecked(entry, "error", fault=fault)
    elif isinstance(outcome, KataError):
        report = unchecked(entry, "checker problem", problem=str(outcome))
    else:
        report = lean(outcome)
        if report.outcome != "checker problem":
            key = entry.key(report.digest)
    return store.write(entry.handed_in.folder, key, report)


def _said(entry: Entry, error: SubmissionPathError) -> str:
    """Return the problem of *error* and where it is among what was handed in."""
    top = entry.handed_in.path
    inside = error.path.relative_to(top) if error.path.is_relative_to(top) else error.path
    return f"{inside.as_posix()}: {error.problem}" if inside.parts else error.problem


def unchecked(
    entry: Entry, outcome: Outcome, *, fault: Fault | None = None, problem: str = ""
) -> Report:
    """Return a report on what was not checked, for the *fault* or the *problem* that prevented it.

    Every concept has the *outcome*.
    """
    return Report(
        kata=entry.kata.id,
        title=entry.kata.title,
        submission=str(entry.handed_in.path),
        digest="",
        isolation="",
        seed=entry.seed,
        seconds=0.0,
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        concepts=tuple(_open(concept, outcome) for concept in entry.kata.concepts),
        environment=environment_of(entry.kata),
        fault=fault,
        problem=problem,
    )


def _open(concept: Concept, outcome: Outcome) -> ConceptResult:
    return ConceptResult(
        id=concept.id,
        number=concept.number,
        title=concept.title,
        level=concept.level,
        red_flag=concept.red_flag,
        outcome=outcome,
        evidence="observed",
    )


def _candidates(handed_in: Sequence[HandedIn], found: Sequence[Report]) -> Iterator[Candidate]:
    """Yield the candidates; *found* are the reports on the first, then those on the second, ..."""
    each = len(found) // len(handed_in)
    for number, who in enumerate(handed_in):
        reports = tuple(found[each * number : each * (number + 1)])
        yield Candidate(name=who.name, folder=who.folder, reports=reports)


def _similar(kata: Kata, entries: Sequence[Entry]) -> tuple[Similarity, ...]:
    """Return which answers to *kata* share structure."""
    answers = {entry.handed_in.name: entry.read for entry in entries if entry.kata is kata}
    stub = sources.python_files(read_files(kata.stub, kata.kept))
    return similarity.find(kata.id, dict(sources.read_all(answers)), stub)


def _rules(kata: Kata) -> str:
    parts = [kata.id, kata.digest(), _checker(), *sorted(environment_of(kata).items())]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _checker() -> str:
    """Return a digest of what judges: all of this package but what only shows."""
    here = Path(__file__).resolve().parent
    digest = hashlib.sha256()
    for path in sorted(path for path in here.rglob("*") if path.is_file()):
        if path.suffix != ".pyc" and here / "render" not in path.parents:
            digest.update(path.read_bytes())
    return digest.hexdigest()
