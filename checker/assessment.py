"""Assessments on disk: finding them, reading them, refusing what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checker.catalog import read_level
from checker.errors import KataError, near
from checker.grading import Assessment, OwnTestsRule, Part, Shown
from checker.report import LEVELS
from checker.shelves import shelves
from checker.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.report import Level

FORMAT = 1
FOLDER = "assessments"
WHOLE = 100  # percent
LIGHTEST, HEAVIEST = 0.001, 1000  # what is beyond would be rounded away beside the others


def assessment_ids(root: Path) -> list[str]:
    """Return the names of the assessments below *root* and in private folders, sorted.

    Raises `KataError` if two have the same one.
    """
    return sorted(_paths(root))


def _paths(root: Path) -> dict[str, Path]:
    paths: dict[str, Path] = {}
    for shelf in shelves(root):
        for path in sorted((shelf / FOLDER).glob("*.toml")):
            if paths.setdefault(path.stem, path) != path:
                raise KataError(
                    f"Two assessments are called '{path.stem}': {paths[path.stem]} and {path}. "
                    "Give one of the files another name."
                )
    return paths


def find_assessment(root: Path, name: str) -> Path:
    """Return the file of the assessment *name*, a path to one or the name of one of ours.

    Raises `KataError` if there is none.
    """
    path = Path(name).expanduser()
    if path.suffix == ".toml" and path.is_file():
        return path
    known = _paths(root)
    if name in known:
        return known[name]
    raise KataError(
        f"No assessment '{name}'.{near(name, known)} There are: {', '.join(sorted(known))}. "
        "Or give the path of a .toml file"
    )


def read_assessment(path: Path, katas: Iterable[str]) -> Assessment:
    """Read the assessment at *path*; raise `CatalogError` with line and near match.

    *katas* are the ids that it may name.
    """
    table = Table.read(path)
    table.only(
        "format", "title", "about", "minutes", "pass_mark", "red_flags", "weights", "katas",
        "candidates", "own_tests",
    )  # fmt: skip
    table.format(FORMAT)
    return Assessment(
        id=path.stem,
        title=" ".join(table.text("title").split()),
        about=" ".join(table.text("about").split()),
        minutes=table.integer("minutes"),
        pass_mark=_percent(table, "pass_mark"),
        parts=_read_parts(table, list(katas)),
        weights=_read_weights(table),
        red_flags_fail=table.choice("red_flags", ("fail", "show"), default="fail") == "fail",
        shown=_read_shown(table),
        own_tests=_read_own_tests(table),
    )


def _percent(table: Table, key: str) -> int:
    value = table.integer(key)
    if value > WHOLE:
        table.fail(f"'{key}' is in percent, and {value} is more than all", key)
    return value


def _weight(table: Table, key: str) -> float:
    value = table.number(key, default=1)
    if not LIGHTEST <= value <= HEAVIEST:
        table.fail(f"'{key}' must be a number from {LIGHTEST:g} to {HEAVIEST}", key)
    return float(value)


def _read_parts(table: Table, known: list[str]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for entry in table.tables("katas"):
        entry.only("id", "weight")
        part = Part(kata=entry.text("id"), weight=_weight(entry, "weight"))
        if part.kata not in known:
            entry.fail(f"no kata '{part.kata}'.{near(part.kata, known)}", "id")
        if part.kata in {other.kata for other in parts}:
            entry.fail(f"the kata '{part.kata}' is named twice", "id")
        parts.append(part)
    if not parts:
        table.fail("an assessment has at least one [[katas]]")
    return tuple(parts)


def _read_weights(table: Table) -> dict[Level, float]:
    if "weights" not in table.values:
        return dict.fromkeys(LEVELS, 1.0)
    weights = table.table("weights")
    weights.only(*LEVELS)
    return {level: _weight(weights, level) for level in LEVELS}


def _read_shown(table: Table) -> Shown:
    if "candidates" not in table.values:
        return Shown()
    entry, usual = table.table("candidates"), Shown()
    entry.only("concepts", "hints", "score")
    return Shown(
        concepts=entry.flag("concepts", default=usual.concepts),
        hints=entry.flag("hints", default=usual.hints),
        score=entry.flag("score", default=usual.score),
    )


def _read_own_tests(table: Table) -> OwnTestsRule | None:
    if "own_tests" not in table.values:
        return None
    entry = table.table("own_tests")
    entry.only("level", "coverage")
    return OwnTestsRule(level=read_level(entry), coverage=_percent(entry, "coverage"))
