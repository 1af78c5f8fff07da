"""Write a long line with an error at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build the folder."""
    (folder / "app.py").write_text("x = '" + "a" * 10 * 2**20 + "' +* 1\n")
    return folder
