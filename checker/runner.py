"""One check after the other: from submissions to reports."""

from __future__ import annotations

import os
import platform
import secrets
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import CheckerProblem, SuiteError
from checker.report import ConceptResult, Fault, Report
from checker.sandbox import Box, Sandbox, SubmissionFault

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from checker.catalog import Kata
    from checker.isolation import Isolation
    from checker.report import OwnTests
    from checker.submission import Submission
    from checker.suite.plugin import Check
    from checker.zygote import Zygote

INI = Path(__file__).resolve().parent / "suite" / "pytest.ini"
LOAD_SECONDS = 10.0
ATTEMPTS = 2
MOST_LANES = 4
MOST_NAMED = 20
SHOWN_PACKAGES = ("flask-katas", "Flask", "Werkzeug", "pytest")
# What a suite has no use for; each plugin less is a shorter start.
UNUSED_PLUGINS = (
    "cacheprovider", "capture", "debugging", "doctest", "faulthandler", "junitxml", "logging",
    "monkeypatch", "pastebin", "recwarn", "setuponly", "setupplan", "stepwise", "subtests",
    "terminal", "threadexception", "tmpdir", "unittest", "unraisableexception",
)  # fmt: skip


def check(
    kata: Kata,
    submission: Submission,
    *,
    seed: int | None = None,
    isolation: Isolation | None = None,
) -> Report:
    """Check one *submission*; raise `SuiteError` or `CheckerProblem` if that cannot be done."""
    reports: list[Report] = []
    check_all(
        kata, [submission], reports.append, seed=seed, lanes=default_lanes(), isolation=isolation
    )
    return reports[0]


def check_all(  # noqa: PLR0913 - all but three by name
    kata: Kata,
    submissions: Iterable[Submission],
    deliver: Callable[[Report], None],
    *,
    seed: int | None = None,
    lanes: int = 1,
    isolation: Isolation | None = None,
    zygote: Zygote | None = None,
) -> None:
    """Check *submissions* one after the other, as `run_jobs` does, all with the same *seed*."""
    jobs = (Job(submission=submission, seed=seed) for submission in submissions)
    run_jobs(kata, jobs, deliver, lanes=lanes, isolation=isolation, zygote=zygote)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One check to be done: *seed* repeats the values of an earlier one, *shuffle* its tests.

    With *stop_early* nothing is run after a test that does not pass, and nothing either when
    *unwanted* says so: then nobody will look at the report. With *own_tests* those in the
    submission are run as well.
    """

    submission: Submission
    seed: int | None = None
    shuffle: bool = False
    stop_early: bool = False
    own_tests: bool = False
    unwanted: Callable[[], bool] = bool


def run_jobs(  # noqa: PLR0913 - all but three by name
    kata: Kata,
    jobs: Iterable[Job],
    deliver: Callable[[Report], None],
    *,
    lanes: int = 1,
    isolation: Isolation | None = None,
    zygote: Zygote | None = None,
    ahead: bool = False,
) -> None:
    """Do *jobs* through one warm zygote and one collected suite.

    The next one is taken from the iterable when *deliver* has returned for the last. *lanes*
    tests run at the same time. A *zygote* that was started before is taken over. With *ahead*
    the boxes for a job are opened before it is taken. Raises `SuiteError` or `CheckerProblem`.
    """
    preload = [*kata.packages, *(["time-machine"] if uses(kata, "clock") else [])]
    if uses(kata, ".page"):
        import_module("checker.page")  # before lanes are forked, so that it is loaded once
    with Sandbox(preload, kata.limits, isolation, zygote=zygote) as sandbox:
        _Run(kata, jobs, deliver, sandbox, lanes, ahead=ahead).go()


class _Run:
    """The loop between jobs, the sandbox and the collected suite."""

    def __init__(  # noqa: PLR0913 - what `run_jobs` is given
        self,
        kata: Kata,
        jobs: Iterable[Job],
        deliver: Callable[[Report], None],
        sandbox: Sandbox,
        lanes: int,
        *,
        ahead: bool,
    ) -> None:
        self.kata, self.jobs, self.deliver = kata, jobs, deliver
        self.sandbox, self.lanes, self.ahead = sandbox, lanes, ahead
        self.environment = environment_of(kata)
        self.failure: BaseException | None = None
        self.concepts: tuple[ConceptResult, ...] = ()

    def go(self) -> None:
        """Run pytest once; whatever a submission causes is in the reports."""
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        os.environ.pop("PYTEST_ADDOPTS", None)
        import pytest

        from checker.suite import fixtures
        from checker.suite.plugin import Judge

        checks = self._checks()
        judge = Judge(self.kata, checks, self._keep)
        root = self.kata.folder.parent
        for suite in self.kata.suites:
            _forget_modules(_package(suite, root))
        arguments = [*map(str, self.kata.suites), "-c", str(INI), "--import-mode=importlib"]
        arguments += ["--confcutdir", str(self.kata.suite), "--rootdir", str(root)]
        arguments += ["--strict-markers"]
        for name in UNUSED_PLUGINS:
            arguments += ["-p", f"no:{name}"]
        try:
            code = pytest.main(arguments, plugins=[judge, fixtures])
        except Exception:
            if judge.interrupted:
                raise KeyboardInterrupt from None
            raise
        finally:
            checks.close()  # after Ctrl-C in a test it still holds open boxes
        if self.failure:
            raise self.failure
        if code == pytest.ExitCode.INTERRUPTED:
            raise KeyboardInterrupt
        if judge.problems:
            raise SuiteError(self.kata.id, judge.problems)
        if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            raise CheckerProblem(f"pytest ended with {code!r} on the suite of '{self.kata.id}'")

    def _keep(self, concepts: tuple[ConceptResult, ...]) -> None:
        self.concepts = concepts

    def _checks(self) -> Generator[Check]:
        """Yield one check for each job; what raises here is raised again by `go`."""
        jobs = iter(self.jobs)
        try:
            while True:
                with ExitStack() as stack:
                    boxes = self._open(stack) if self.ahead else ()
                    job = next(jobs, None)
                    if job is None:
                        return
                    yield from self._check(job, boxes, stack.pop_all())
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - carried past pytest
            self.failure = error

    def _check(self, job: Job, boxes: tuple[Box, ...], stack: ExitStack) -> Iterator[Check]:
        """Yield a check for *job*, a second one if ours was the fault, and deliver.

        The first one is made in *boxes*, if they are open already; *stack* closes them.
        """
        submission = job.submission
        started, now = time.monotonic(), datetime.now(UTC)
        seed = secrets.randbelow(2**32) if job.seed is None else job.seed
        intake = _Intake(submission, self.kata.kept)
        attempts = 0
        while True:
            with stack:
                check = self._opened(boxes or self._open(stack), intake, seed, job)
                yield check
                problem = self._problem(check)
            attempts += 1
            if not problem or attempts == ATTEMPTS:
                break
            boxes, stack = (), ExitStack()
        if problem:
            self.concepts = tuple(_excused(concept) for concept in self.concepts)
        self.deliver(
            Report(
                kata=self.kata.id,
                title=self.kata.title,
                submission=submission.shown,
                digest=submission.digest,
                isolation=str(self.sandbox.isolation),
                seed=seed,
                seconds=round(time.monotonic() - started, 3),
                started=now.isoformat(timespec="seconds"),
                concepts=self.concepts,
                environment=self.environment,
                notes=(*intake.notes(), *self.sandbox.notes),
                fault=check.fault,
                problem=problem,
                own_tests=self._own_tests(job, check),
            )
        )

    def _own_tests(self, job: Job, check: Check) -> OwnTests | None:
        """Run the tests of the submission, if they are asked for and it can be used at all."""
        if not job.own_tests or (check.fault and check.fault.kind == "archive"):
            return None
        from checker import own_tests

        return own_tests.run(self.sandbox, job.submission, self.kata)

    def _open(self, stack: ExitStack) -> tuple[Box, ...]:
        """Return a box for each lane, where the machine allows for more than one."""
        boxes = [stack.enter_context(self.sandbox.open())]
        if self.sandbox.isolation.shared:
            boxes += [stack.enter_context(self.sandbox.open()) for _ in range(self.lanes - 1)]
        return tuple(boxes)

    def _opened(self, boxes: tuple[Box, ...], intake: _Intake, seed: int, job: Job) -> Check:
        from checker.suite.plugin import Check

        return Check(
            kata=self.kata,
            boxes=boxes,
            bring_in=intake.bring_in,
            seed=seed,
            deadline=time.monotonic() + self.kata.limits.check,
            shuffle=job.shuffle,
            stop_early=job.stop_early,
            unwanted=job.unwanted,
        )

    def _problem(self, check: Check) -> str:
        """Say that processes ended because the zygote did, which no submission can reach."""
        tests = [test for concept in self.concepts for test in concept.tests]
        killed = any(test.fault and test.fault.kind == "killed" for test in tests)
        if not killed or not self.sandbox.isolation.shared:
            return ""
        if all(box.zygote is self.sandbox.zygote for box in check.boxes) and (
            self.sandbox.zygote.lives()
        ):
            return ""
        return "The process that starts submissions ended during the check, twice."


def _excused(concept: ConceptResult) -> ConceptResult:
    excused = concept.outcome == "error"
    return replace(concept, outcome="checker problem") if excused else concept


class _Intake:
    """Brings one submission into boxes and remembers what was left out."""

    def __init__(self, submission: Submission, kept: frozenset[str]) -> None:
        self.submission, self.kept = submission, kept
        self.left_out = set(submission.left_out)
        self.shadows: list[str] = []

    def bring_in(self, box: Box) -> Fault | None:
        """Unpack and load; return the fault if the submission cannot be used."""
        try:
            left_out, self.shadows = box.unpack(self.submission, self.kept)
            self.left_out.update(left_out)
            box.load(LOAD_SECONDS)
        except SubmissionFault as error:
            return error.fault
        return None

    def notes(self) -> list[str]:
        """Say what was left out, and what has the name of a library."""
        left_out = [f"left out: {_listed(sorted(self.left_out))}"] if self.left_out else []
        return [*left_out, *self.shadows[:MOST_NAMED]]


def _listed(names: list[str]) -> str:
    rest = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + rest


def _forget_modules(package: str) -> None:
    """Forget what an earlier run called *package*: what is in this suite's folder now counts."""
    for name in list(sys.modules):
        if name == package or name.startswith(f"{package}."):
            del sys.modules[name]


def _package(suite: Path, root: Path) -> str:
    """Return what pytest calls the modules in *suite*, if it is started with this *root*."""
    parts = suite.relative_to(root).parts if suite.is_relative_to(root) else suite.parts[1:]
    return ".".join(part.replace(".", "_") for part in parts)


def uses(kata: Kata, name: str) -> bool:
    """Whether *name*, such as that of a fixture, is anywhere in the suite of *kata*."""
    paths = [path for suite in kata.suites for path in suite.glob("*.py")]
    return any(name in path.read_text(encoding="utf-8") for path in paths)


def cores() -> int:
    """Return how many processes can run at the same time here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def default_lanes() -> int:
    """Return how many tests of a check run at the same time by default."""
    return min(cores(), MOST_LANES)


def environment_of(kata: Kata) -> dict[str, str]:
    """Return the versions of what a check of *kata* depends on, by name."""
    import importlib.metadata  # late: the sandbox starts while it loads

    versions = {"python": platform.python_version()}
    for name in (*SHOWN_PACKAGES, *kata.packages):
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            versions[name] = "unknown"
    return versions
