"""Two versions of a file side by side."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from checker.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.render.text import Screen

CONTEXT = 3
MARKS = {"equal": " ", "delete": "<", "insert": ">"}


def render(left: str, right: str, names: tuple[str, str], screen: Screen) -> str:
    """Return the lines of *left* and *right* beside each other, far from any change left out.

    Between them stands ``|`` where they differ, ``<`` or ``>`` where only one has a line. A line
    that is longer than its half is folded.
    """
    half = (screen.width - 3) // 2
    ours, theirs = clean(left).splitlines(), clean(right).splitlines()
    lines = list(_row(names, " ", half, screen, "bold"))
    groups = list(
        difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_grouped_opcodes(CONTEXT)
    )
    if not groups:
        return "\n".join([*lines, "(no difference)"]) + "\n"
    for number, group in enumerate(groups):
        if number:
            lines.append(screen.style("...", "dim"))
        for kind, a, b, c, d in group:
            style = {"equal": "", "insert": "passed"}.get(kind, "failed")
            for pair in _pairs(ours[a:b], theirs[c:d]):
                mark = _mark(*pair) if kind == "replace" else MARKS[kind]
                lines += _row(pair, mark, half, screen, style)
    return "\n".join(lines) + "\n"


def _pairs(left: list[str], right: list[str]) -> Iterator[tuple[str | None, str | None]]:
    for place in range(max(len(left), len(right))):
        yield (
            left[place] if place < len(left) else None,
            right[place] if place < len(right) else None,
        )


def _mark(left: str | None, right: str | None) -> str:
    if left is None:
        return ">"
    return "<" if right is None else "|"


def _row(
    pair: tuple[str | None, str | None], mark: str, half: int, screen: Screen, style: str
) -> Iterator[str]:
    left, right = (_folded((text or "").expandtabs(4), half) for text in pair)
    for number, (one, other) in enumerate(_pairs(left, right)):
        shown = f"{one or '':<{half}} {mark if number == 0 else ' '} {other or ''}".rstrip()
        yield screen.style(shown, style) if style else shown


def _folded(text: str, width: int) -> list[str]:
    return [text[start : start + width] for start in range(0, len(text), width)] or [""]
