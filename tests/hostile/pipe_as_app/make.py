"""Make app.py a pipe."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build the folder."""
    folder = folder / "answer"
    folder.mkdir()
    os.mkfifo(folder / "app.py")
    return folder
