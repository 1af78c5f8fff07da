"""Pack a few files of zeros many times."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build the archive."""
    path = folder / "answer.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("app.py", "")
        for number in range(4):
            archive.writestr(f"{number}.txt", bytes(12 * 2**20))
    return path
