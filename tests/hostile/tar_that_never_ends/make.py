"""Give a member a negative size."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build the archive with the size in base 256, which has a sign."""
    header = bytearray(tarfile.TarInfo("conftest.py").tobuf(tarfile.GNU_FORMAT))
    header[124:136] = (2**96 - 512).to_bytes(12, "big")
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    path = folder / "answer.tar"
    first = tarfile.TarInfo("app.py").tobuf(tarfile.GNU_FORMAT)
    path.write_bytes(first + bytes(header) * 3 + bytes(1024))
    return path
