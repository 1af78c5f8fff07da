"""Parts of a page in Markdown: our own words, tables, and the end of a page that is too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_BYTES = 1024 * 1024  # what GitHub shows as the summary of a job's step
ENDING = "\nCut here, because GitHub shows 1 MiB at most. {}\n"


def ours(text: str) -> str:
    """Return words of a kata, which are Markdown, so that they stay in a line and in a cell."""
    return " ".join(clean(text).split()).replace("|", "\\|").replace("<", "&lt;")


def row(cells: Sequence[str]) -> str:
    """Return a line of a table."""
    return f"| {' | '.join(cells)} |\n"


def head(cells: Sequence[str]) -> str:
    """Return the first two lines of a table."""
    return row(cells) + row(["---"] * len(cells))


def fitting(blocks: Iterable[str], elsewhere: str, most: int = MOST_BYTES) -> str:
    """Return *blocks* one after the other, as many as have room in *most* bytes of UTF-8.

    If not all have, the last line says so, and *elsewhere* the rest is to be found.
    """
    kept: list[str] = []
    ending = ENDING.format(elsewhere)
    room = most - len(ending.encode())
    for block in blocks:
        room -= len(block.encode())
        if room < 0:
            return "".join(kept) + ending
        kept.append(block)
    return "".join(kept)
