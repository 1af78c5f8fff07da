"""Take permissions away, and give them back at the end."""

from __future__ import annotations

import atexit
import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WRONG = """
import os


def create_app(config=None):
    os.makedirs("locked/up", exist_ok=True)
    os.chmod("locked/up", 0)
    os.chmod("locked", 0)
    os.chmod(".", 0)

    def server(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"no"]

    return server
"""


def make(folder: Path) -> Path:
    """Build the folder; the answer does the same at run time."""
    folder = folder / "answer"
    folder.mkdir()
    (folder / "app.py").write_text(WRONG)
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "x").mkdir()
    (folder / "__pycache__").chmod(0)
    atexit.register(_open, folder / "__pycache__")
    return folder


def _open(path: Path) -> None:
    """Let the folder be removed, where it still is."""
    with contextlib.suppress(FileNotFoundError):
        path.chmod(0o700)
