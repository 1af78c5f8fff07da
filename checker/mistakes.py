"""The catalogue of mistakes of a kata: reading it, making wrong answers by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.errors import CatalogError, near
from checker.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from checker.catalog import Kata


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A replacement in one file of the solution; *find* stands there exactly once.

    *line* is that of the mistake in its own file, for errors.
    """

    file: str
    find: str
    replace: str
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A named wrong answer: edits to the solution, and the concepts that they must break."""

    id: str
    why: str
    breaks: tuple[str, ...]
    edits: tuple[Edit, ...]
    source: str = ""


def read_mistakes(folder: Path, kata: Kata) -> tuple[Mistake, ...]:
    """Read ``mistakes.toml`` of the solution in *folder*; raise `CatalogError`."""
    table = Table.read(folder / "mistakes.toml")
    table.only("mistakes")
    known = [concept.id for concept in kata.concepts]
    mistakes: list[Mistake] = []
    for entry in table.tables("mistakes"):
        entry.only("id", "source", "why", "breaks", "edits")
        mistake = Mistake(
            id=entry.identifier("id"),
            why=entry.text("why"),
            breaks=entry.texts("breaks"),
            edits=tuple(_read_edit(edit) for edit in entry.tables("edits")),
            source=entry.text("source", default=""),
        )
        if mistake.id in {other.id for other in mistakes}:
            entry.fail(f"the mistake '{mistake.id}' is defined twice", "id")
        for concept in mistake.breaks:
            if concept not in known:
                entry.fail(f"breaks '{concept}', which is no concept of {kata.id}."
                           f"{near(concept, known)}", "breaks")  # fmt: skip
        if not mistake.breaks:
            entry.fail(f"the mistake '{mistake.id}' breaks nothing", "breaks")
        mistakes.append(mistake)
    return tuple(mistakes)


def all_mistakes(kata: Kata) -> tuple[Mistake, ...]:
    """Read the mistakes of the base of *kata*, if it has one, and its own; raise `CatalogError`."""
    return tuple(mistake for k in kata.lineage for mistake in read_mistakes(k.solution, k))


def _read_edit(entry: Table) -> Edit:
    entry.only("file", "find", "replace")
    return Edit(
        file=entry.text("file"),
        find=entry.text("find"),
        replace=entry.text("replace", empty=True),
        line=entry.first_line,
    )


def apply_edits(files: dict[str, bytes], edits: Iterable[Edit], path: Path) -> dict[str, bytes]:
    """Return *files* (name to content) with *edits* made; *path* is named in `CatalogError`."""
    changed = dict(files)
    for edit in edits:
        if edit.file not in changed:
            raise CatalogError(path, f"edits '{edit.file}'.{near(edit.file, files)} No such file")
        text = changed[edit.file].decode()
        if (count := text.count(edit.find)) != 1:
            shown = edit.find if len(edit.find) < 60 else edit.find[:57] + "..."  # noqa: PLR2004 - a line of a terminal
            message = f"{shown!r} must stand exactly once in {edit.file}, it stands there {count} x"
            raise CatalogError(path, message, _line_of(path.read_text(), edit))
        changed[edit.file] = text.replace(edit.find, edit.replace).encode()
    return changed


def _line_of(text: str, edit: Edit) -> int:
    """Return the line in *text* on which what *edit* looks for begins, or that of its mistake."""
    part = edit.find.strip("\n").split("\n")[0]
    lines = enumerate(text.splitlines(), 1)
    return next((n for n, line in lines if n >= edit.line and part in line), edit.line)
