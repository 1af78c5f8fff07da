"""The author's proof: a suite accepts every correct answer and names what is wrong in others."""

from __future__ import annotations

import csv
import re
import select
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import checker.suite.plugin  # noqa: F401 - all of it is loaded once, before it is forked
from checker import catalog
from checker.errors import CatalogError, CheckerProblem, KataError
from checker.runner import Job, default_lanes, run_jobs
from checker.submission import Submission, pack_files, read_files
from checker.suite.lanes import Lane

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from checker.catalog import Kata, Mistake
    from checker.report import Report

SEEDS = (1, 2, 3)
REFERENCE_SECONDS = 3.0
SLOW_PROGRAMS = 10  # times as long as requests
NEEDED = ("README.md", "stub/app.py", "stub/test_smoke.py", "hidden")
OUR_WORDS = ("ANSWER.md", "mistakes.toml")
NEEDED_SOLUTION = (*OUR_WORDS, "alternatives")
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
    """The result for one kata; *seconds* is the shortest time that its reference took."""

    kata: str
    rows: list[Row] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    tests: int = 0
    concepts: int = 0
    seconds: float = 0.0
    lanes: int = 1

    @property
    def in_time(self) -> bool:
        """Whether the reference keeps within `REFERENCE_SECONDS` in two lanes, here and now."""
        return self.seconds * min(self.lanes, 2) <= REFERENCE_SECONDS * 2

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


def verify(
    root: Path,
    name: str,
    seeds: tuple[int, ...] = SEEDS,
    *,
    thorough: bool = False,
    lanes: int | None = None,
) -> Proof:
    """Verify one kata by every rule; whatever is wrong with it is a problem in the proof.

    *lanes* tests run at the same time, by default as many as in a check. When *thorough*, every
    variant is checked with all *seeds*, not just the reference.
    """
    proof = Proof(kata=name, lanes=lanes or default_lanes())
    try:
        kata = catalog.load_kata(root, name)
        solution = root / "solutions" / name
        proof.problems += _missing_files(kata, solution)
        if proof.problems:
            return proof
        mistakes = catalog.read_mistakes(solution, kata)
        variants = list(_variants(kata, solution, mistakes))
        proof.problems += _facts(root, kata, solution, mistakes)
        _run(kata, variants, proof, seeds, thorough=thorough)
    except KataError as error:
        proof.problems.append(str(error))
    return proof


def verify_all(root: Path, names: Sequence[str], *, thorough: bool = False) -> Iterator[Proof]:
    """Verify the katas *names*, as many at a time as there are cores; yield proofs as they come.

    Those with most to do begin first. Raises `CheckerProblem`.
    """
    if len(names) == 1:
        yield verify(root, names[0], thorough=thorough)
        return
    waiting = sorted(names, key=lambda name: _work(root, name))
    running: list[Lane[Proof]] = []
    try:
        while waiting or running:
            while waiting and len(running) < default_lanes():
                running.append(_begin(root, waiting.pop(), thorough=thorough))
            for lane in select.select(running, [], [])[0]:
                running.remove(lane)
                proof = lane.result()
                if proof is None:
                    raise CheckerProblem("A process that verifies a kata has died.")
                yield proof
    finally:
        for lane in running:
            lane.end()


def _begin(root: Path, name: str, *, thorough: bool) -> Lane[Proof]:
    return Lane(partial(verify, root, name, thorough=thorough, lanes=1), orderly=True)


def _work(root: Path, name: str) -> int:
    """Return how much there is to do for a kata, for comparison with another."""
    mistakes = (root / "solutions" / name).glob("mistakes.toml")
    suite = [path.read_text() for path in (root / "katas" / name / "hidden").glob("*.py")]
    each = SLOW_PROGRAMS if any("process(" in text for text in suite) else 1
    return sum(path.stat().st_size for path in mistakes) * sum(map(len, suite)) * each


def _missing_files(kata: Kata, solution: Path) -> list[str]:
    wanted = [kata.folder / name for name in NEEDED] + [solution / n for n in NEEDED_SOLUTION]
    return [f"{path} is missing" for path in wanted if not path.exists()]


def _variants(kata: Kata, solution: Path, mistakes: tuple[Mistake, ...]) -> Iterator[Variant]:
    yield Variant(
        name="stub", submission=_pack(read_files(kata.stub, kata.kept), "stub", kata), breaks=None
    )
    files = {
        name: content
        for name, content in read_files(solution, kata.kept).items()
        if name not in OUR_WORDS and not name.startswith("alternatives/")
    }
    yield Variant(name="solution", submission=_pack(files, "solution", kata), breaks=frozenset())
    alternatives = sorted(path for path in (solution / "alternatives").glob("*") if path.is_dir())
    if not alternatives:
        raise CatalogError(solution / "alternatives", "at least one other correct answer is needed")
    for folder in alternatives:
        name = f"alternative {folder.name}"
        yield Variant(
            name=name,
            submission=_pack(read_files(folder, kata.kept), name, kata),
            breaks=frozenset(),
        )
    for mistake in mistakes:
        edited = catalog.apply_edits(files, mistake.edits, solution / "mistakes.toml")
        yield Variant(
            name=mistake.id,
            submission=_pack(edited, mistake.id, kata),
            breaks=frozenset(mistake.breaks),
        )


def _pack(files: dict[str, bytes], name: str, kata: Kata) -> Submission:
    return pack_files(files, name=name, kept=kata.kept)


def _facts(root: Path, kata: Kata, solution: Path, mistakes: tuple[Mistake, ...]) -> Iterator[str]:
    """Yield what is wrong with names and sources, without running anything."""
    readme = kata.readme.read_text(encoding="utf-8")
    for concept in kata.concepts:
        if concept.id not in readme:
            yield f"{kata.readme} does not name the concept '{concept.id}'"
        if not any(concept.id in mistake.breaks for mistake in mistakes):
            yield f"no mistake breaks the concept '{concept.id}'"
    questions = {row["id"] for row in _table(root / "katas" / "questions.csv")}
    for question in kata.questions:
        if question not in questions:
            yield f"{kata.folder / 'kata.toml'}: no question '{question}' in katas/questions.csv"
    answer = (solution / "ANSWER.md").read_text(encoding="utf-8")
    sources = {mistake.source for mistake in mistakes}
    for erratum in _table(root / "katas" / "errata.csv"):
        about = set(erratum["questions"].split()) & set(kata.questions)
        if about and erratum["id"] not in sources and erratum["id"] not in answer:
            yield (
                f"erratum {erratum['id']} ({erratum['title']}) is neither the source of a mistake "
                f"nor named in {solution / 'ANSWER.md'}"
            )


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _run(
    kata: Kata,
    variants: list[Variant],
    proof: Proof,
    seeds: tuple[int, ...],
    *,
    thorough: bool,
) -> None:
    """Check the reference with each seed, after the first in random order of the tests.

    The other variants take turns with the seeds, unless *thorough*.
    """
    order = [
        (variant, seed)
        for number, variant in enumerate(variants)
        for seed in (
            seeds if thorough or variant.name == "solution" else [seeds[number % len(seeds)]]
        )
    ]
    jobs = [
        Job(submission=variant.submission, seed=seed, shuffle=seed != seeds[0])
        for variant, seed in order
    ]
    done: list[Report] = []
    run_jobs(kata, jobs, done.append, lanes=proof.lanes)
    reports: dict[str, list[Report]] = {variant.name: [] for variant in variants}
    for (variant, _), report in zip(order, done, strict=True):
        reports[variant.name].append(report)
    proof.concepts = len(kata.concepts)
    for variant in variants:
        _judge(variant, reports[variant.name], proof)
    reference = reports["solution"]
    proof.tests = sum(len(concept.tests) for concept in reference[0].concepts)
    proof.seconds = min(report.seconds for report in reference)
    proof.problems += _unnamed_paths(kata, reference[0])


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
