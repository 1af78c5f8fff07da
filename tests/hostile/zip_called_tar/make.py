"""Call a zip archive answer.tar.gz."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build the archive."""
    path = folder / "answer.tar.gz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("app.py", "raise SystemExit")
    return path
