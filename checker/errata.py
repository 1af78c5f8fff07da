"""The tables beside katas: the questions that they answer, and the mistakes that were published."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from checker.catalog import Kata

QUESTIONS, ERRATA = "questions.csv", "errata.csv"


def read_rows(name: str, root: Path, kata: Kata) -> list[dict[str, str]]:
    """Return the rows of the table *name* of the checkout at *root*, and of the folder of *kata*.

    A private folder need not have one.
    """
    rows: list[dict[str, str]] = []
    for folder in dict.fromkeys((root / "katas", kata.folder.parent)):
        if (path := folder / name).is_file():
            with path.open(encoding="utf-8", newline="") as file:
                rows += csv.DictReader(file)
    return rows
