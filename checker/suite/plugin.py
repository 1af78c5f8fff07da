"""The pytest plugin that runs one collected suite over many submissions and judges each."""

from __future__ import annotations

import inspect
import random
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from _pytest.assertion import util

from checker.errors import CheckerProblem, near
from checker.report import Comparison, ConceptResult, Evidence, Fault, TestResult, concept_outcome
from checker.sandbox import SubmissionFault, frame_of, frames_of, text_of, whole
from checker.suite.case import REPORTERS
from checker.suite.fixtures import CASE, CHECK
from checker.suite.lanes import Lane, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from checker.catalog import Concept, Kata
    from checker.report import Outcome
    from checker.sandbox import Box
    from checker.suite.case import Case

SHAPE_ERRORS = (LookupError, TypeError, ValueError, AttributeError, OverflowError)


@dataclass(slots=True, kw_only=True)
class Check:
    """One submission to be judged now.

    *boxes* are open and empty, one for each lane; *bring_in* unpacks and loads the submission in
    one of them and returns the fault if that fails. *deadline* is monotonic. With *shuffle*
    the order is random, as far as needs allow. With *stop_early* a lane runs no more tests after
    one that did not pass, nor when *unwanted* says that nobody will look at the verdict. *box* and
    *fault* are those of the running lane.
    """

    kata: Kata
    boxes: tuple[Box, ...]
    bring_in: Callable[[Box], Fault | None]
    seed: int
    deadline: float
    shuffle: bool = False
    stop_early: bool = False
    unwanted: Callable[[], bool] = bool
    fault: Fault | None = None
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        """Begin in the first box."""
        self.box = self.boxes[0]

    def enter(self, box: Box) -> None:
        """Bring the submission into *box* and go on there."""
        self.box = box
        self.fault = self.bring_in(box)


class Judge:
    """Collects a suite once and runs it for every check that *checks* yields.

    After each one *deliver* is called with the verdicts per concept. `problems` holds what an
    author has to mend; then nothing was run.
    """

    def __init__(
        self,
        kata: Kata,
        checks: Iterable[Check],
        deliver: Callable[[tuple[ConceptResult, ...]], None],
    ) -> None:
        """Judge by the suite of *kata*."""
        self.kata, self.checks, self.deliver = kata, checks, deliver
        self.problems: list[str] = []
        self.interrupted = False
        self.items: list[tuple[Concept, pytest.Function]] = []
        self.comparison: Comparison | None = None
        self.result: TestResult | None = None

    def pytest_configure(self, config: pytest.Config) -> None:
        """Declare the marker, so that an unknown one is an error."""
        config.addinivalue_line("markers", "concept(id): the concept that this test judges")

    def pytest_addoption(self, pluginmanager: pytest.PytestPluginManager) -> None:
        """Let no ``conftest.py`` above a suite count; --confcutdir says so of one folder only."""

        def counts(folder: Path) -> bool:
            return any(folder.is_relative_to(suite) for suite in self.kata.suites)

        if self.kata.base:
            vars(pluginmanager)["_is_in_confcutdir"] = counts  # there is no other way

    def pytest_plugin_registered(self, plugin: object, manager: pytest.PytestPluginManager) -> None:
        """Let the tests of an extension use the fixtures of its base's ``conftest.py`` as well.

        To pytest they belong to the folder of that file; those of another module belong to all.
        """
        base = self.kata.base
        if base and getattr(plugin, "__file__", None) == str(base.suite / "conftest.py"):
            shared = ModuleType(f"fixtures_of_{base.id}")
            for name, value in vars(plugin).items():
                if not name.startswith(("__", "pytest_")):
                    setattr(shared, name, value)
            manager.register(shared)

    def pytest_keyboard_interrupt(self) -> None:
        """Note Ctrl-C: what fails while its test is cleared away does not matter."""
        self.interrupted = True

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what could not be collected."""
        if report.failed:
            self.problems.append(f"{report.nodeid}: {report.longreprtext.strip()}")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Give each test its concept, in teaching order; note every author's error."""
        concepts = {concept.id: concept for concept in self.kata.concepts}
        for item in items:
            problem = _problem_of(item, list(concepts))
            if problem:
                self.problems.append(f"{item.nodeid}: {problem}")
            elif isinstance(item, pytest.Function):
                self.items.append((concepts[_marks(item)[0]], item))
        tested = {concept.id for concept, _ in self.items}
        self.problems += [
            f"the concept '{name}' has no test" for name in concepts if name not in tested
        ]
        self.items.sort(key=lambda pair: pair[0].number)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the suite for one submission after the other."""
        if not self.problems:
            for check in self.checks:
                session.config.stash[CHECK] = check
                self.deliver(self._judge(check))
        return True

    def _judge(self, check: Check) -> tuple[ConceptResult, ...]:
        order = list(range(len(self.items)))
        if check.shuffle:
            random.Random(check.seed).shuffle(order)  # noqa: S311 - repeatable on purpose
        table = Table([[order.index(n) for n in self._needed(number)] for number in order])
        lanes: list[Lane[list[tuple[int, TestResult]]]] = []
        try:
            lanes += [
                Lane(partial(self._work, check, box, order, table)) for box in check.boxes[1:]
            ]
            done = self._work(check, check.boxes[0], order, table)
            for lane in lanes:
                done += lane.result() or []
        finally:
            for lane in lanes:
                lane.end()
            table.close()
        return self._verdicts(dict(done))

    def _needed(self, number: int) -> tuple[int, ...]:
        """Return the numbers of the tests whose concepts the test *number* needs."""
        needs = self.items[number][0].needs
        return tuple(n for n, (concept, _) in enumerate(self.items) if concept.id in needs)

    def _work(
        self, check: Check, box: Box, order: list[int], table: Table
    ) -> list[tuple[int, TestResult]]:
        """Run tests in *box* until none is left; return their numbers and results."""
        done: list[tuple[int, TestResult]] = []
        check.enter(box)
        while not check.unwanted() and (place := table.claim()) is not None:
            result = self._run(check, *self.items[order[place]])
            table.finish(place, passed=result.outcome == "passed")
            done.append((order[place], result))
            if check.stop_early and result.outcome != "passed":
                break
        return done

    def _verdicts(self, done: dict[int, TestResult]) -> tuple[ConceptResult, ...]:
        """Return the verdict on each concept, in order, from the results by number of test."""
        verdicts: dict[str, ConceptResult] = {}
        for concept in self.kata.concepts:
            own = [number for number, (known, _) in enumerate(self.items) if known is concept]
            tests = [done[number] for number in own if number in done]
            blocked_by = tuple(n for n in concept.needs if verdicts[n].outcome != "passed")
            outcome = "blocked" if blocked_by else concept_outcome(tests, expected=len(own))
            verdicts[concept.id] = _verdict(
                concept, [] if blocked_by else tests, outcome, blocked_by
            )
        return tuple(verdicts.values())

    def _run(self, check: Check, concept: Concept, item: pytest.Function) -> TestResult:
        started = time.monotonic()
        self.result = TestResult(
            name=f"{item.path.name}::{item.name}",
            concept=concept.id,
            requirement=inspect.getdoc(item.function) or "",
            outcome="checker problem",
            message="The test did not finish.",
            evidence="reported" if REPORTERS.intersection(item.fixturenames) else "observed",
        )
        fault = check.fault or check.box.dead
        if not fault and started > check.deadline:
            fault = Fault(
                kind="timeout", message=f"The check took more than {check.kata.limits.check:g} s"
            )
        if fault:
            return replace(self.result, outcome="error", message=fault.message, fault=fault)
        self.comparison = None
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        return replace(self.result, seconds=round(time.monotonic() - started, 6))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self) -> Generator[None, bool, bool]:
        """Keep both sides of a failed comparison, and nothing of pytest's explanation of it.

        That one compares texts line by line, which takes minutes for an answer made for it.
        """
        util._reprcompare = self._compare  # noqa: SLF001 - there is no other way
        return (yield)

    def _compare(self, operator: str, left: object, right: object) -> None:
        self.comparison = Comparison(
            operator=operator, actual=_written(left), expected=_written(right)
        )

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Turn the phases of a test into one result, while the application still runs."""
        case = item.stash.get(CASE, None)
        if case and call.excinfo is not None and _is_late(call.excinfo.value):
            with suppress(SubmissionFault):
                case.box.freeze()
        report = yield
        if self.result and (call.excinfo is not None or report.skipped):
            unfinished = self.result.outcome == "checker problem" and not self.result.fault
            if unfinished or call.when == "teardown":
                self.result = self._explain(self.result, item, call, report)
        elif self.result and call.when == "call":
            exchanges = tuple(case.exchanges) if case else ()
            self.result = replace(self.result, outcome="passed", message="", exchanges=exchanges)
        return report

    def _explain(
        self,
        result: TestResult,
        item: pytest.Item,
        call: pytest.CallInfo[None],
        report: pytest.TestReport,
    ) -> TestResult:
        if result.outcome in ("failed", "error"):
            return result
        if call.excinfo is None or report.skipped:
            skipped = "The suite skipped this test."
            return replace(result, outcome="checker problem", message=skipped)
        error = call.excinfo.value
        case = item.stash.get(CASE, None)
        if isinstance(error, SubmissionFault):
            fault = case.box.cause_of(error.fault) if case else error.fault
            result = replace(result, outcome="error", message=fault.message, fault=fault)
        elif isinstance(error, AssertionError):
            message = str(error).partition("\nassert ")[0].removeprefix("assert ")
            result = replace(
                result, outcome="failed", message=whole(message), comparison=self.comparison
            )
        elif isinstance(error, SHAPE_ERRORS) and call.when == "call":
            shape = f"The answer has not the promised form ({type(error).__name__}: {error})."
            result = replace(result, outcome="failed", message=whole(shape))
        else:
            told = "".join(traceback.format_exception(error))
            return replace(result, outcome="checker problem", message=told)
        result = replace(result, suite_line=_line_of(call))
        return _with_evidence(result, case) if case else result


def _is_late(error: BaseException) -> bool:
    return isinstance(error, SubmissionFault) and error.fault.kind == "timeout"


def _with_evidence(result: TestResult, case: Case) -> TestResult:
    judged = len(case.exchanges) - 1 if result.fault and case.exchanges else case.judged
    result = replace(result, exchanges=tuple(case.exchanges), judged=judged)
    if case.box.dead:
        return result
    late = result.fault is not None and result.fault.kind == "timeout"
    try:
        told = {} if late else case.evidence()  # who does not answer would not answer that either
        result = replace(result, logs=case.logs())
    except SubmissionFault:
        return result
    except CheckerProblem:
        return result
    exception = told.get("exception")
    if isinstance(exception, dict):
        result = replace(
            result,
            exception=text_of(exception.get("text")),
            frames=frames_of(exception.get("frames")),
        )
    return replace(result, handler=frame_of(told.get("handler")))


def _line_of(call: pytest.CallInfo[None]) -> str:
    assert call.excinfo is not None  # noqa: S101 - for the type checker; the caller saw it
    for entry in reversed(call.excinfo.traceback):
        path = Path(entry.path)
        if "hidden" in path.parts:
            return f"{path.name}:{entry.lineno + 1}"
    return ""


def _written(value: object) -> str:
    """Return *value* as Python writes it, sets in order, so that two of them can be compared."""
    if isinstance(value, set | frozenset) and value:
        return f"{{{', '.join(sorted(map(repr, value)))}}}"
    return repr(value)


def _marks(item: pytest.Item) -> list[Any]:
    return [mark.args[0] if mark.args else None for mark in item.iter_markers("concept")]


def _problem_of(item: pytest.Item, known: list[str]) -> str:
    marks = _marks(item)
    if not marks:
        return "has no @pytest.mark.concept('...')"
    if len(marks) > 1:
        return f"has {len(marks)} concepts; a test judges one"
    if marks[0] not in known:
        return (
            f"names the concept {marks[0]!r}, which kata.toml does not.{near(str(marks[0]), known)}"
        )
    if not (isinstance(item, pytest.Function) and inspect.getdoc(item.function)):
        return "has no docstring that states the requirement"
    return ""


def _verdict(
    concept: Concept, tests: list[TestResult], outcome: Outcome, blocked_by: tuple[str, ...]
) -> ConceptResult:
    evidence: Evidence = "observed" if all(t.evidence == "observed" for t in tests) else "reported"
    return ConceptResult(
        id=concept.id,
        number=concept.number,
        title=concept.title,
        level=concept.level,
        red_flag=concept.red_flag,
        outcome=outcome,
        evidence=evidence,
        blocked_by=blocked_by,
        tests=tuple(tests),
    )
