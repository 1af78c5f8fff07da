"""Let two thousand entries share one compressed text."""

from __future__ import annotations

import copy
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build the archive; all entries of the directory point to the first member."""
    path = folder / "answer.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("app.py", bytes(2**20))
        first = archive.infolist()[0]
        for number in range(1500):
            entry = copy.copy(first)
            entry.filename = f"{number}.py"
            archive.filelist.append(entry)
    return path
