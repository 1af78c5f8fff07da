"""Name files with characters that turn the direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build the folder."""
    folder = folder / "answer"
    folder.mkdir()
    (folder / "app.py").write_text("import ecnad\n\ndef create_app(config=None): return 1\n")
    (folder / "\u202eyp.dance").write_text("")
    (folder / "\u2066app\u2069.py").write_text("")
    (folder / "app\u200b.py").write_text("")
    return folder
