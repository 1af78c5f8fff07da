"""Name files so that whoever lists them is shown a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [
    "\x1b[2J\x1b[Hcore     ok       says-hello\nNext: hire.pyc",
    "\x1b]0;passed\x07.py",
    "\x1b]52;c;cm0gLXJmIH4=\x07.txt",
    "a\rkata: all passed.py",
    "a\x9b2Jb.py",
]


def make(folder: Path) -> Path:
    """Build the folder; there is no app.py, so that all names are listed."""
    folder = folder / "answer"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text("")
    return folder
