"""Write one name in three cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build the folder."""
    folder = folder / "answer"
    folder.mkdir()
    for name in ("app.py", "App.py", "APP.PY"):
        (folder / name).write_text("def create_app(config=None): return 1\n")
    return folder
