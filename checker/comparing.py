"""What changed between two sets of results: of one check, of a candidate, or of a grading."""

from __future__ import annotations

import functools
import json
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.errors import KataError
from checker.grading import FORMAT, alone, score
from checker.report import Report, from_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pydantic import TypeAdapter

    from checker.report import Outcome

CANDIDATES = "candidates"
REPORT = "report.json"
MAKE_ONE = "make check KATA=jwt_auth FORMAT=json > old.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateResult:
    """Where one candidate stood; *passed* is None while the verdict is open.

    *candidate* is a name, for a check of its own that of the kata.
    """

    candidate: str
    assessment: str
    points: float
    passed: bool | None
    reports: tuple[Report, ...]
    format: int = FORMAT


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What was read: *kind* is ``check``, ``candidate`` or ``grading``.

    *standings* are by the folder of the candidate, or by an empty text where there is one only.
    """

    kind: str
    assessment: str
    standings: dict[str, CandidateResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptChange:
    """A concept whose outcome is another one, or None where the report does not have it."""

    kata: str
    concept: str
    old: Outcome | None
    new: Outcome | None

    @property
    def kind(self) -> str:
        """``won``, ``lost``, or ``changed`` if it passed neither before nor after."""
        if self.new == "passed":
            return "won"
        return "lost" if self.old == "passed" else "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateChange:
    """What changed for one candidate; red flags are written ``kata:concept``.

    *answers* names the katas to which another answer was handed in.
    """

    name: str
    old_points: float
    new_points: float
    old_passed: bool | None
    new_passed: bool | None
    concepts: tuple[ConceptChange, ...] = ()
    flags_raised: tuple[str, ...] = ()
    flags_gone: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything of the results is different; another answer alone is not."""
        verdicts = self.old_passed != self.new_passed or self.old_points != self.new_points
        return bool(verdicts or self.concepts or self.flags_raised or self.flags_gone)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionChange:
    """A part of the checker or of what answers run on, in another version; empty where missing."""

    part: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that changed; *candidates* are those in both results, *came* and *went* are names."""

    kind: str
    candidates: tuple[CandidateChange, ...]
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    versions: tuple[VersionChange, ...] = field(default=())

    @property
    def changed(self) -> bool:
        """Whether any result is different; other versions alone are no change of results."""
        return bool(self.came or self.went or any(who.changed for who in self.candidates))


def read(path: Path) -> Results:
    """Read a report, a candidate's ``report.json``, or the folder of a candidate or a grading.

    Raises `KataError` that says which file is none of these, and what is.
    """
    if not path.is_dir():
        return _read_file(path)
    if (path / REPORT).is_file():
        return _read_file(path / REPORT)
    files = sorted((path / CANDIDATES).glob(f"*/{REPORT}"))
    if not files:
        raise KataError(
            f"{path}: no results are in this folder. Give that of a grading, with\n"
            f"{CANDIDATES}/*/{REPORT} in it, or a report:\n  {MAKE_ONE}"
        )
    standings: dict[str, CandidateResult] = {}
    for file in files:
        read_one = _read_file(file)
        if read_one.kind != "candidate":
            raise _no_report(file, "it is the report of one check, not of a candidate")
        standings[file.parent.name] = read_one.standings[""]
    assessments = {standing.assessment for standing in standings.values()}
    if len(assessments) > 1:
        raise KataError(
            f"{path}: its candidates took different assessments: {', '.join(sorted(assessments))}. "
            "Compare the results of one with each other"
        )
    return Results(kind="grading", assessment=assessments.pop(), standings=standings)


def _read_file(path: Path) -> Results:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KataError(
            f"{path}: there is no such file or folder. Make a report:\n  {MAKE_ONE}"
        ) from None
    except OSError as error:
        raise KataError(f"{path}: it cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise _no_report(path, "it is not UTF-8") from None
    try:
        told = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise _no_report(path, f"it is not JSON: {error}") from None
    if not isinstance(told, dict) or not {"concepts", "reports"} & told.keys():
        raise _no_report(path, "it is JSON, but not of ours")
    if told.get("format") != FORMAT:
        raise KataError(
            f"{path}: its format is {told.get('format')!r}, and only {FORMAT} is known here. "
            "Make it anew, or compare with the version of flask-katas that wrote it"
        )
    try:
        if "reports" in told:
            standing = _reader().validate_json(text, strict=True)
            if not math.isfinite(standing.points):
                raise ValueError(f"points: {standing.points} is no number of points")  # noqa: TRY301
            return Results(
                kind="candidate", assessment=standing.assessment, standings={"": standing}
            )
        return _of_check(from_json(text))
    except ValueError as error:
        raise _no_report(path, _first_problem(error)) from None


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is no number of JSON")


def _of_check(report: Report) -> Results:
    assessment, candidate = alone(report)
    reached = score(assessment, candidate.reports)
    standing = CandidateResult(
        candidate=report.kata,
        assessment=report.kata,
        points=reached.points,
        passed=reached.passed,
        reports=(report,),
    )
    return Results(kind="check", assessment=report.kata, standings={"": standing})


@functools.cache
def _reader() -> TypeAdapter[CandidateResult]:
    from pydantic import TypeAdapter  # noqa: PLC0415 - slow to load, and only needed to read

    return TypeAdapter(CandidateResult)


def _first_problem(error: ValueError) -> str:
    """Return the first thing that is wrong, and where, as pydantic tells it."""
    from pydantic import ValidationError  # noqa: PLC0415

    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"


def _no_report(path: Path, problem: str) -> KataError:
    return KataError(
        f"{path}: this is no report: {problem}. "
        f"A report is what `make check KATA=jwt_auth FORMAT=json` prints, or a candidate's {REPORT}"
    )


def compare(old: Results, new: Results) -> Changes:
    """Return what changed from *old* to *new*; candidates are the same if their folders are.

    Raises `KataError` if they are not of one kind, or not of one assessment.
    """
    if old.kind != new.kind:
        raise KataError(
            f"The first are the results of a {old.kind}, the second of a {new.kind}. "
            "Compare two of one kind, such as: kata compare old/ new/"
        )
    if old.assessment != new.assessment:
        what = "kata" if old.kind == "check" else "assessment"
        raise KataError(
            f"The first results are of the {what} '{old.assessment}', the second of "
            f"'{new.assessment}'. Compare two of the same {what}"
        )
    both = [key for key in old.standings if key in new.standings]
    return Changes(
        kind=old.kind,
        candidates=tuple(_candidate(old.standings[key], new.standings[key]) for key in both),
        came=_names(new, old),
        went=_names(old, new),
        versions=tuple(_versions(old, new)),
    )


def _names(these: Results, others: Results) -> tuple[str, ...]:
    return tuple(
        standing.candidate
        for key, standing in these.standings.items()
        if key not in others.standings
    )


def _candidate(old: CandidateResult, new: CandidateResult) -> CandidateChange:
    before, after = _flags(old.reports), _flags(new.reports)
    return CandidateChange(
        name=new.candidate,
        old_points=old.points,
        new_points=new.points,
        old_passed=old.passed,
        new_passed=new.passed,
        concepts=tuple(_concepts(old.reports, new.reports)),
        flags_raised=tuple(flag for flag in after if flag not in before),
        flags_gone=tuple(flag for flag in before if flag not in after),
        answers=tuple(_answers(old.reports, new.reports)),
    )


def _flags(reports: Iterable[Report]) -> list[str]:
    return [f"{report.kata}:{flag}" for report in reports for flag in report.red_flags]


def _concepts(old: Iterable[Report], new: Iterable[Report]) -> Iterator[ConceptChange]:
    before, after = _outcomes(old), _outcomes(new)
    for kata, concept in after | before:  # in order of the new reports, then what they lack
        was, is_ = before.get((kata, concept)), after.get((kata, concept))
        if was != is_:
            yield ConceptChange(kata=kata, concept=concept, old=was, new=is_)


def _outcomes(reports: Iterable[Report]) -> dict[tuple[str, str], Outcome]:
    return {
        (report.kata, concept.id): concept.outcome
        for report in reports
        for concept in report.concepts
    }


def _answers(old: Iterable[Report], new: Iterable[Report]) -> Iterator[str]:
    digests = {report.kata: report.digest for report in old}
    for report in new:
        if digests.get(report.kata, report.digest) != report.digest:
            yield report.kata


def _versions(old: Results, new: Results) -> Iterator[VersionChange]:
    before, after = _environment(old), _environment(new)
    for part in after | before:
        was, is_ = before.get(part, set()), after.get(part, set())
        if was != is_:
            yield VersionChange(part=part, old=tuple(sorted(was)), new=tuple(sorted(is_)))


def _environment(results: Results) -> dict[str, set[str]]:
    """Return the versions of each part; there are several if not all were checked at once."""
    found: dict[str, set[str]] = {}
    for standing in results.standings.values():
        for report in standing.reports:
            for part, version in report.environment.items():
                found.setdefault(part, set()).add(version)
    return found
