"""Fill folders with empty files."""

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
    for number in range(20):
        inner = folder / f"part{number}"
        inner.mkdir()
        for name in range(1000):
            os.close(os.open(inner / f"{name}.py", os.O_CREAT | os.O_WRONLY))
    return folder
