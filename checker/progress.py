"""What the learner has passed, in ``work/progress.json``: keyed by kata id, replaced atomically."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checker.report import Report

FORMAT = 1
NAME = "progress.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far one kata is: concepts passed in the last check, tries, when it first passed."""

    tries: int = 0
    passed: int = 0
    total: int = 0
    first_passed: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """The states by kata id; *note* says if an unreadable file was set aside."""

    katas: dict[str, State] = field(default_factory=dict)
    note: str = ""


def read_progress(folder: Path) -> Progress:
    """Read the progress in *folder*; a damaged file is set aside and said so, never lost."""
    path = folder / NAME
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["format"] != FORMAT:
            raise ValueError(told["format"])  # noqa: TRY301 - handled like any other damage
        return Progress({name: _state(state) for name, state in told["katas"].items()})
    except FileNotFoundError:
        return Progress()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        aside = _free_name(path)
        path.rename(aside)
        return Progress(note=f"{path} could not be read; it was set aside as {aside.name}")


def _state(told: dict[str, Any]) -> State:
    """Build a state; raise `TypeError` unless every field has the kind of its default."""
    state = State(**told)
    if any(
        type(value) is not type(getattr(State(), name)) for name, value in asdict(state).items()
    ):
        raise TypeError(told)
    return state


def record(folder: Path, report: Report) -> Progress:
    """Add *report* to the progress in *folder* and return what is now known."""
    progress = read_progress(folder)
    before = progress.katas.get(report.kata, State())
    outcomes = [concept.outcome for concept in report.concepts]
    now = State(
        tries=before.tries + 1,
        passed=outcomes.count("passed"),
        total=len(outcomes),
        first_passed=before.first_passed or (report.started if report.outcome == "passed" else ""),
    )
    after = Progress({**progress.katas, report.kata: now}, note=progress.note)
    _write(folder, after)
    return after


def _write(folder: Path, progress: Progress) -> None:
    states = {name: asdict(state) for name, state in sorted(progress.katas.items())}
    text = json.dumps({"format": FORMAT, "katas": states}, indent=2) + "\n"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", dir=folder, prefix=".progress-", delete=False, encoding="utf-8"
    ) as file:
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(folder / NAME)
        except BaseException:
            Path(file.name).unlink()
            raise


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_suffix(f".damaged-{number}.json")).exists():
        number += 1
    return aside
