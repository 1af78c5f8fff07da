"""Compress zeros with xz."""

from __future__ import annotations

import lzma
import tarfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SIZE, TIMES = 8 * 2**20, 500


def make(folder: Path) -> Path:
    """Build the archive: one header that promises gigabytes, then streams of zeros."""
    info = tarfile.TarInfo("app.py")
    info.size = SIZE * TIMES
    head = info.tobuf(tarfile.GNU_FORMAT)
    zeros = lzma.compress(bytes(SIZE), preset=0)
    path = folder / "answer.tar.gz"
    path.write_bytes(lzma.compress(head) + zeros * TIMES)
    return path
