"""The author's proof: a suite accepts every correct answer and names what is wrong in others."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Literal

from checker import catalog, errata
from checker.errors import CatalogError, KataError
from checker.mistakes import apply_edits, read_mistakes
from checker.pool import Task, default_workers, run_pool
from checker.runner import Job, cores, uses
from checker.submission import Submission, pack_files, read_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from checker.catalog import Kata
    from checker.mistakes import Mistake
    from checker.report import Report

Depth = Literal["quick", "usual", "thorough"]
SEEDS = (1, 2, 3)
REFERENCE_SECONDS = 3.0  # in two lanes
OUR_WORDS = ("ANSWER.md", "mistakes.toml")
PATH = re.compile(r"(?<![\w/.<:])/(?:[\w<>:{}.~-]+/?)*")
PLACEHOLDER = re.compile(r"<[^>]*>|\{[^}]*\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one variant of the answer had to show and what it showed."""

    variant: str
    expected: str
    shown: str
    fine: bool


@dataclass(slots=True, kw_only=True)
class Proof:
    """The result for one kata.

    *seconds* is the shortest time that its reference took, in one lane, and *may_take* the limit.
    """

    kata: str
    rows: list[Row] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    tests: int = 0
    concepts: int = 0
    seconds: float = 0.0
    may_take: float = 2 * REFERENCE_SECONDS

    @property
    def in_time(self) -> bool:
        """Whether the reference is fast enough."""
        return self.seconds <= self.may_take

    @property
    def holds(self) -> bool:
        """Whether every rule is kept."""
        return not self.problems and self.in_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """An answer with the concepts that must fail; None stands for all that are not blocked."""

    name: str
    submission: Submission
    breaks: frozenset[str] | None


def verify(root: Path, name: str, depth: Depth = "usual") -> Proof:
    """Verify one kata by every rule; whatever is wrong with it is a problem in the proof."""
    return next(verify_all(root, [name], depth))


def verify_all(root: Path, names: Sequence[str], depth: Depth = "usual") -> Iterator[Proof]:
    """Verify the katas *names*, side by side; yield proofs as they come.

    Those that run programs come first: they wait for these, and others make use of the time.
    The reference is checked with two of `SEEDS`, the second in random order of the tests. The other
    variants take turns with the seeds, unless *depth* is ``thorough``. If it is
    ``quick``, one mistake is checked for each level of concepts. Raises `CheckerProblem`.
    """
    trials = [_Trial.of(root, name, depth) for name in names]
    yield from (trial.proof for trial in trials if not trial.plan)
    trials.sort(key=lambda trial: not (trial.kata and uses(trial.kata, "process(")))
    tasks = [
        (trial, place, Task(kata=trial.kata, load=partial(_job, variant, seed)))
        for trial in trials
        if trial.kata
        for place, (variant, seed) in enumerate(trial.plan)
    ]
    for number, outcome in run_pool([task for _, _, task in tasks]):
        trial, place, _ = tasks[number]
        trial.outcomes[place] = outcome
        if len(trial.outcomes) == len(trial.plan):
            yield trial.judged()


def _job(variant: Variant, seed: int) -> Job:
    return Job(submission=variant.submission, seed=seed, shuffle=seed != SEEDS[0])


@dataclass(slots=True, kw_only=True)
class _Trial:
    """One kata while it is verified: what is checked, with which seeds, and what came of it."""

    proof: Proof
    kata: Kata | None = None
    plan: list[tuple[Variant, int]] = field(default_factory=list)
    outcomes: dict[int, Report | KataError] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path, name: str, depth: Depth) -> _Trial:
        """Read the kata *name*; without a plan there is nothing to run."""
        trial = cls(proof=Proof(kata=name))
        problems = trial.proof.problems
        try:
            trial.kata = kata = catalog.load_kata(root, name)
            problems += _missing_files(kata)
            if problems:
                return trial
            mistakes = read_mistakes(kata.solution, kata)
            problems += _facts(root, kata, mistakes)
            chosen = _one_for_each_level(mistakes, kata) if depth == "quick" else mistakes
            variants = list(_variants(kata, chosen))
        except KataError as error:
            problems.append(str(error))
            return trial
        trial.plan = [
            (variant, seed)
            for number, variant in enumerate(variants)
            for seed in _seeds(variant, number, depth)
        ]
        return trial

    def judged(self) -> Proof:
        """Return the proof, when everything has been run."""
        proof, kata = self.proof, self.kata
        errors = {str(out) for out in self.outcomes.values() if isinstance(out, KataError)}
        if errors or kata is None:
            proof.problems += sorted(errors)
            return proof
        reports: dict[str, list[Report]] = {}
        for place, (variant, _) in enumerate(self.plan):
            report = self.outcomes[place]
            if not isinstance(report, KataError):
                reports.setdefault(variant.name, []).append(report)
        for variant in {variant.name: variant for variant, _ in self.plan}.values():
            _judge(variant, reports[variant.name], proof)
        reference = reports["solution"]
        proof.concepts = len(kata.concepts)
        proof.tests = sum(len(concept.tests) for concept in reference[0].concepts)
        proof.seconds = min(report.seconds for report in reference)
        proof.may_take = _may_take()
        proof.problems += _unnamed_paths(kata, reference[0])
        return proof


def _seeds(variant: Variant, number: int, depth: Depth) -> Sequence[int]:
    if depth == "thorough":
        return SEEDS
    return SEEDS[:2] if variant.name == "solution" else [SEEDS[number % len(SEEDS)]]


def _one_for_each_level(mistakes: tuple[Mistake, ...], kata: Kata) -> tuple[Mistake, ...]:
    """Return for each level of concepts the first of *mistakes* that breaks one of it."""
    level = {concept.id: concept.level for concept in kata.concepts}
    broken: set[str] = set()
    chosen = []
    for mistake in mistakes:
        levels = {level[concept] for concept in mistake.breaks}
        if not levels <= broken:
            broken |= levels
            chosen.append(mistake)
    return tuple(chosen)


def _may_take() -> float:
    """Return how many seconds a reference may take in one lane, while so much runs beside it."""
    return 2 * REFERENCE_SECONDS * max(default_workers(), os.getloadavg()[0]) / cores()


def _missing_files(kata: Kata) -> list[str]:
    wanted = [
        kata.readme, kata.stub / "app.py", kata.stub / "test_smoke.py", kata.suite,
        kata.explanation, kata.solution / "mistakes.toml", kata.alternatives,
    ]  # fmt: skip
    missing = [f"{path} is missing" for path in wanted if not path.exists()]
    own = kata.folder / "README.md"
    if kata.base and kata.own_concepts and not own.exists():
        missing.append(f"{own} is missing: that of the base does not promise what is new")
    return missing


def _variants(kata: Kata, mistakes: tuple[Mistake, ...]) -> Iterator[Variant]:
    yield Variant(
        name="stub", submission=_pack(read_files(kata.stub, kata.kept), "stub", kata), breaks=None
    )
    files = {
        name: content
        for name, content in read_files(kata.reference, kata.kept).items()
        if name not in OUR_WORDS and not name.startswith("alternatives/")
    }
    yield Variant(name="solution", submission=_pack(files, "solution", kata), breaks=frozenset())
    alternatives = sorted(path for path in kata.alternatives.glob("*") if path.is_dir())
    if not alternatives:
        raise CatalogError(kata.alternatives, "at least one other correct answer is needed")
    for folder in alternatives:
        name = f"alternative {folder.name}"
        yield Variant(
            name=name,
            submission=_pack(read_files(folder, kata.kept), name, kata),
            breaks=frozenset(),
        )
    for mistake in mistakes:
        edited = apply_edits(files, mistake.edits, kata.solution / "mistakes.toml")
        yield Variant(
            name=mistake.id,
            submission=_pack(edited, mistake.id, kata),
            breaks=frozenset(mistake.breaks),
        )


def _pack(files: dict[str, bytes], name: str, kata: Kata) -> Submission:
    return pack_files(files, name=name, kept=kata.kept)


def _facts(root: Path, kata: Kata, mistakes: tuple[Mistake, ...]) -> Iterator[str]:
    """Yield what is wrong with names and sources, without running anything.

    What a base is proven for is not asked of its extension once more.
    """
    readme = kata.readme.read_text(encoding="utf-8")
    for concept in kata.concepts:
        if concept.id not in readme:
            yield f"{kata.readme} does not name the concept '{concept.id}'"
    for concept in kata.own_concepts:
        if not any(concept.id in mistake.breaks for mistake in mistakes):
            yield f"no mistake breaks the concept '{concept.id}'"
    for path in sorted(kata.suite.glob("test_*.py")) if kata.base else ():
        if kata.base and (kata.base.suite / path.name).exists():
            yield f"{path}: the suite of the base has a file of this name as well; rename it"
    questions = set(kata.questions) - set(kata.base.questions if kata.base else ())
    yield from _unknown_questions(root, kata, questions)
    yield from _open_errata(root, kata, questions, mistakes)


def _unknown_questions(root: Path, kata: Kata, questions: set[str]) -> Iterator[str]:
    """Yield those of *questions* that no table has; a private folder need not have one."""
    if not (kata.folder.parent / errata.QUESTIONS).exists():
        return
    known = {row["id"] for row in errata.read_rows(errata.QUESTIONS, root, kata)}
    for question in sorted(questions - known):
        yield f"{kata.folder / 'kata.toml'}: no question '{question}' in katas/{errata.QUESTIONS}"


def _open_errata(
    root: Path, kata: Kata, questions: set[str], mistakes: tuple[Mistake, ...]
) -> Iterator[str]:
    answer = kata.explanation.read_text(encoding="utf-8")
    sources = {mistake.source for mistake in mistakes}
    for erratum in errata.read_rows(errata.ERRATA, root, kata):
        about = questions.intersection(erratum["questions"].split())
        if about and erratum["id"] not in sources and erratum["id"] not in answer:
            yield (
                f"erratum {erratum['id']} ({erratum['title']}) is neither the source of a mistake "
                f"nor named in {kata.explanation}"
            )


def _judge(variant: Variant, reports: list[Report], proof: Proof) -> None:
    for report in reports:
        problem = _difference(variant, report)
        if problem:
            proof.problems.append(f"{variant.name} (seed {report.seed}): {problem}")
    first = reports[0]
    row = Row(
        variant=variant.name,
        expected="nothing passes"
        if variant.breaks is None
        else _listed(variant.breaks) or "all pass",
        shown=_listed(_wrong(first)) or "all pass",
        fine=not any(_difference(variant, report) for report in reports),
    )
    proof.rows.append(row)


def _difference(variant: Variant, report: Report) -> str:
    """Say how *report* differs from what *variant* must show; empty if it does not."""
    problems = [c.id for c in report.concepts if c.outcome == "checker problem"]
    if problems:
        told = next(
            t.message for c in report.concepts for t in c.tests if t.outcome == "checker problem"
        )
        return f"checker problem in {', '.join(problems)}: {told}"
    if variant.breaks is None:
        if report.fault:
            return f"does not start: {report.fault.message}"
        passed = [c.id for c in report.concepts if c.outcome == "passed"]
        return f"passes {', '.join(passed)}" if passed else ""
    wrong = _wrong(report)
    if wrong == variant.breaks:
        return ""
    due, came = _listed(variant.breaks) or "nothing", _listed(wrong) or "nothing"
    return f"must fail {due}, fails {came}{_why(report)}"


def _wrong(report: Report) -> frozenset[str]:
    return frozenset(c.id for c in report.concepts if c.outcome in ("failed", "error"))


def _why(report: Report) -> str:
    bad = [t for c in report.concepts for t in c.tests if t.outcome in ("failed", "error")]
    return "".join(f"\n    {test.name}: {test.message}" for test in bad)


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))


def _unnamed_paths(kata: Kata, reference: Report) -> list[str]:
    """Return the paths that the suite uses and README.md does not name; unknown URLs aside."""
    readme = kata.readme.read_text(encoding="utf-8")
    named = [re.compile(_pattern(path)) for path in set(PATH.findall(readme))]
    used = {
        exchange.target.partition("?")[0]
        for concept in reference.concepts
        for test in concept.tests
        for exchange in test.exchanges
        if exchange.status and not exchange.status.startswith("404")
    }
    return [
        f"the suite uses {path}, which {kata.readme} does not name"
        for path in sorted(used)
        if not any(pattern.fullmatch(path) for pattern in named)
    ]


def _pattern(path: str) -> str:
    """Return a regular expression for *path*: a placeholder is one segment, ``<path>`` is many."""
    parts = re.split(f"({PLACEHOLDER.pattern})", path)
    anything = {True: ".+", False: "[^/]+"}
    return "".join(
        anything["path" in part] if place % 2 else re.escape(part)
        for place, part in enumerate(parts)
    )
