"""Members of a zip archive are called ../ to overwrite files above the folder."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ["../../../../app.py", "a/../../../tmp/x.py", "app.py"]


def make(folder: Path) -> Path:
    """Build the archive, with names that `zipfile` itself would not write."""
    path = folder / "answer.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in NAMES:
            info = zipfile.ZipInfo("x")
            info.filename = name
            archive.writestr(info, "raise SystemExit")
    return path
