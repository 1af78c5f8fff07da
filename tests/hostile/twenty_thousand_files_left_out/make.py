"""Fill a folder with files that are left out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build the folder."""
    folder = folder / "answer"
    folder.mkdir()
    (folder / "app.py").write_text("raise SystemExit")
    for number in range(20_000):
        os.close(os.open(folder / f"{number}.pyc", os.O_CREAT | os.O_WRONLY))
    return folder
