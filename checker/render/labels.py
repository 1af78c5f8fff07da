"""Names and times as other systems take them: one line, never empty, no two alike."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from checker.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 200  # characters


def label(text: str) -> str:
    """Return *text* as one line of at most `MOST` characters, ``(no name)`` if none are left."""
    line = " ".join(clean(text).split())
    return line if 0 < len(line) <= MOST else f"{line[: MOST - 3]}..." if line else "(no name)"


def distinct(labels: Iterable[str]) -> list[str]:
    """Return *labels* with a number behind each that was there before."""
    found: list[str] = []
    known: set[str] = set()
    for text in labels:
        name, number = text, 1
        while name in known:
            number += 1
            name = f"{text} ({number})"
        known.add(name)
        found.append(name)
    return found


def moment(started: str) -> str:
    """Return the ISO time *started* as universal time to the second, without a zone."""
    try:
        return f"{datetime.fromisoformat(started).astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
    except (ValueError, OverflowError):
        return "1970-01-01T00:00:00"
