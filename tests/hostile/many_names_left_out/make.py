"""Name ten thousand files so that each is left out and told."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LONG = "x" * 200


def make(folder: Path) -> Path:
    """Build the archive."""
    path = folder / "answer.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("app.py", "def create_app(config=None): return 1\n")
        for number in range(10_000):
            archive.writestr(f"{number}-{LONG}.pyc", b"")
    return path
