"""Name a file with bytes that are no text."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build the folder."""
    folder = folder / "answer"
    folder.mkdir()
    (folder / "app.py").write_text("def create_app(config=None): return 1\n")
    for name in (b"\xff\xfe.py", b"\xed\xa0\x80.pyc", b"caf\xe9.txt"):
        os.close(os.open(os.fsencode(folder) + b"/" + name, os.O_CREAT | os.O_WRONLY))
    return folder
