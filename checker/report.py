"""The records of one check and the rule that turns test results into verdicts."""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import TypeAdapter

FORMAT = 1

Level = Literal["core", "strong", "expert"]
Outcome = Literal["passed", "failed", "blocked", "error", "checker problem"]
Evidence = Literal["observed", "reported"]

LEVELS: tuple[Level, ...] = ("core", "strong", "expert")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One line of the candidate's own code on a traceback, or the view that answered."""

    path: str
    line: int
    function: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One HTTP request and what came back; *status* is None when nothing did."""

    method: str
    target: str
    request_headers: tuple[tuple[str, str], ...] = ()
    request_body: str = ""
    status: str | None = None
    response_headers: tuple[tuple[str, str], ...] = ()
    response_body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The two sides of the assertion that failed, in full, as Python writes them."""

    operator: str
    actual: str
    expected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why the application could not be used: what happened, in words, and where."""

    kind: str
    message: str
    frames: tuple[Frame, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TestResult:
    """What one test of the suite saw.

    *outcome* is ``passed``, ``failed``, ``error`` or ``checker problem``; *judged* is the place,
    from 0, of the exchange that the failed assertion was about; *seconds* is wall time.
    """

    __test__ = False

    name: str
    concept: str
    requirement: str
    outcome: Outcome
    evidence: Evidence = "observed"
    message: str = ""
    comparison: Comparison | None = None
    exchanges: tuple[Exchange, ...] = ()
    judged: int | None = None
    frames: tuple[Frame, ...] = ()
    handler: Frame | None = None
    exception: str = ""
    fault: Fault | None = None
    logs: str = ""
    suite_line: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptResult:
    """The verdict on one concept; *blocked_by* names the needed concepts that did not pass."""

    id: str
    number: int
    title: str
    level: Level
    red_flag: bool
    outcome: Outcome
    evidence: Evidence
    blocked_by: tuple[str, ...] = ()
    tests: tuple[TestResult, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelCount:
    """How many concepts of a level passed, of how many."""

    passed: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTests:
    """What became of the tests that were handed in, as the answer's own process reported it.

    *coverage* is the percentage of the answer's lines that they ran, from 0 to 100, or None if it
    is not known; *problem* says why there is no count, and *output* is what pytest wrote, its end.
    """

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    coverage: float | None = None
    problem: str = ""
    output: str = ""

    @property
    def all_passed(self) -> bool:
        """Whether there are tests, and none of them failed."""
        return self.passed > 0 and not self.failed and not self.problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The result of checking one submission against one kata.

    *own_tests* is there if they were asked for and some were handed in.
    """

    kata: str
    title: str
    submission: str
    digest: str
    isolation: str
    seed: int
    seconds: float
    started: str
    concepts: tuple[ConceptResult, ...]
    environment: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    fault: Fault | None = None
    problem: str = ""
    own_tests: OwnTests | None = None

    @property
    def outcome(self) -> Outcome:
        """The whole check in one word, the worst news first."""
        outcomes = {concept.outcome for concept in self.concepts}
        if self.problem or "checker problem" in outcomes:
            return "checker problem"
        if outcomes == {"passed"}:
            return "passed"
        return "error" if self.fault else "failed"

    @property
    def levels(self) -> dict[Level, LevelCount]:
        """Passed and total concepts of each level, in the order of `LEVELS`."""
        return {level: self._count(level) for level in LEVELS}

    @property
    def red_flags(self) -> tuple[str, ...]:
        """Ids of the disqualifying concepts that failed; blocked ones are not known to be wrong."""
        return tuple(c.id for c in self.concepts if c.red_flag and c.outcome == "failed")

    @property
    def timed_out(self) -> bool:
        """Whether something that was waited for did not come in its time."""
        tests = [test for concept in self.concepts for test in concept.tests]
        faults = [self.fault, *(test.fault for test in tests)]
        return any(fault is not None and fault.kind == "timeout" for fault in faults)

    def _count(self, level: Level) -> LevelCount:
        of_level = [c.outcome for c in self.concepts if c.level == level]
        return LevelCount(passed=of_level.count("passed"), total=len(of_level))


def concept_outcome(tests: Iterable[TestResult], *, expected: int) -> Outcome:
    """Return the outcome of one concept from its tests, before its needs are looked at.

    A concept passes only if *expected* tests, all of its tests in the trusted collection,
    ran and passed: a missing one is a problem of the checker, and none at all is never a pass.
    """
    outcomes = [test.outcome for test in tests]
    if "checker problem" in outcomes or len(outcomes) != expected or not outcomes:
        return "checker problem"
    if "failed" in outcomes:
        return "failed"
    if "error" in outcomes:
        return "error"
    return "passed"


def as_dict(report: Report) -> dict[str, Any]:
    """Return *report* as plain JSON values, in the shape of ``docs/report.schema.json``."""
    return {
        "format": FORMAT,
        "outcome": report.outcome,
        "levels": {level: dataclasses.asdict(n) for level, n in report.levels.items()},
        "red_flags": list(report.red_flags),
        **dataclasses.asdict(report),
    }


def from_json(text: str | bytes) -> Report:
    """Return the report that `as_dict` describes in *text*; raise ValueError if it is none."""
    return _reader().validate_json(text, strict=True)


@functools.cache
def _reader() -> TypeAdapter[Report]:
    """Return what reads reports; it takes longer to make than to read a hundred of them."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - slow to load, and only needed to read

    return TypeAdapter(Report)
