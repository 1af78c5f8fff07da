"""What a learner asks for besides a check: where am I, what next, a hint, the solution, a reset."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from checker import catalog, interview, progress
from checker.errors import KataError, near
from checker.workspace import Workspace, stub_digests

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from checker.catalog import Concept, Kata
    from checker.progress import Progress, State


Phase = Literal["new", "started", "passed", "older"]


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody with a checkout at *root*: what there is, and what was done of it."""

    root: Path

    @property
    def workspace(self) -> Workspace:
        """The learner's own folder."""
        return Workspace(self.root)

    @property
    def progress(self) -> Progress:
        """What was done, as it is now."""
        return progress.read_progress(self.workspace.folder)

    def katas(self) -> list[Kata]:
        """Return all katas in the order of the course."""
        return catalog.load_katas(self.root)

    def kata(self, name: str) -> Kata:
        """Return the kata *name*; raise `UnknownKataError` or `CatalogError`."""
        return catalog.load_kata(self.root, name)

    def started(self, katas: Sequence[Kata]) -> set[str]:
        """Return which of *katas* have an answer in ``work/``."""
        return {kata.id for kata in katas if self.workspace.answer(kata).exists()}

    def phases(self, katas: Sequence[Kata]) -> dict[str, Phase]:
        """Return how far each of *katas* is, by its id."""
        known, started = self.progress, self.started(katas)
        return {k.id: state_of(k, known.of(k.id), started=k.id in started) for k in katas}

    def begin(self, kata: Kata) -> list[str]:
        """Copy the stub of *kata* on first use, or what is new in it; return what to say."""
        workspace = self.workspace
        known = self.progress.of(kata.id).stub
        digests = stub_digests(kata)
        notices = []
        if workspace.begin(kata):
            answer = workspace.shown(workspace.answer(kata))
            notices.append(f"Your answer begins at {answer}/app.py, copied from the stub just now.")
            notices.append(f"The task is in {workspace.shown(kata.readme)}.")
        else:
            replaced, beside = workspace.update(kata, known)
            notices += [f"The stub has a new {workspace.shown(path)}." for path in replaced]
            notices += [
                f"The stub has changed: compare {workspace.shown(path.with_suffix(''))} with "
                f"{workspace.shown(path)}; nothing of yours was overwritten."
                for path in beside
            ]
        if known != digests:
            self.change(kata, stub=digests)
        return notices

    def change(self, kata: Kata, **fields: object) -> State:
        """Set *fields* of the state of *kata*, and return it."""

        def update(state: State) -> State:
            return replace(state, **fields)  # type: ignore[arg-type]

        return progress.change(self.workspace.folder, kata.id, update).of(kata.id)


def state_of(kata: Kata, state: State, *, started: bool) -> Phase:
    """Return how far *kata* is; ``older``: it passed tests that have changed since."""
    if state.first_passed:
        return "older" if state.suite not in ("", kata.suite_digest()) else "passed"
    return "started" if started else "new"


def next_kata(katas: Sequence[Kata], progress: Progress, started: set[str]) -> Kata | None:
    """Return the kata to go on with: one that was begun, else the first new one, or None."""
    open_ = [kata for kata in katas if not progress.of(kata.id).first_passed]
    begun = [kata for kata in open_ if kata.id in started]
    return next(iter(begun or open_), None)


def first_open(kata: Kata, state: State) -> Concept | None:
    """Return the first concept, in teaching order, that the last check did not see passed."""
    open_ = [c for c in kata.concepts if state.outcomes.get(c.id) != "passed"]
    reachable = [c for c in open_ if state.outcomes.get(c.id) != "blocked"]
    return next(iter(reachable or open_), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """The hints of one concept that may be read now; *total* is how many there are."""

    concept: str
    title: str
    hints: tuple[str, ...]
    total: int


def take_hint(learner: Learner, kata: Kata, name: str | None = None) -> list[Hints]:
    """Record and return one more hint of the concept *name*, or of the first open one.

    After the kata was passed nothing is recorded, and all hints may be read: those of *name*, or of
    every concept. Raises `KataError` for a concept that does not exist, and during an interview.
    """
    interview.refuse_while_running(learner.workspace.folder)
    state = learner.progress.of(kata.id)
    known = {concept.id: concept for concept in kata.concepts}
    if name is not None and name not in known:
        listed = "".join(f"\n  {concept}" for concept in known)
        raise KataError(f"No concept '{name}' in {kata.id}.{near(name, known)} It has:{listed}")
    if state.first_passed or state.given_up:
        chosen = [known[name]] if name else list(kata.concepts)
        return [_hints(concept, len(concept.hints)) for concept in chosen]
    concept = known[name] if name else first_open(kata, state) or kata.concepts[0]
    count = min(state.hints.get(concept.id, 0) + 1, len(concept.hints))
    learner.change(kata, hints=state.hints | {concept.id: count})
    return [_hints(concept, count)]


def _hints(concept: Concept, count: int) -> Hints:
    return Hints(
        concept=concept.id,
        title=concept.title,
        hints=concept.hints[:count],
        total=len(concept.hints),
    )


def give_up(learner: Learner, kata: Kata) -> None:
    """Record that the solution of *kata* was opened before it was passed.

    Raises `KataError` during an interview.
    """
    interview.refuse_while_running(learner.workspace.folder)
    learner.change(kata, given_up=datetime.now(UTC).isoformat(timespec="seconds"))
