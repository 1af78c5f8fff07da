"""Mark a member as encrypted."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build the archive and set the flag in both of its places."""
    path = folder / "answer.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("app.py", "def create_app(config=None): ...")
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    return path
