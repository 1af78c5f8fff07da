"""Make app.py a socket."""

from __future__ import annotations

import contextlib
import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build the folder."""
    folder = folder / "answer"
    folder.mkdir()
    with contextlib.chdir(folder), socket.socket(socket.AF_UNIX) as unused:
        unused.bind("app.py")
    return folder
