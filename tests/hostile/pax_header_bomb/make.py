"""Compress a header of 3 GB."""

from __future__ import annotations

import gzip
import tarfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SIZE, TIMES = 8 * 2**20, 400


def make(folder: Path) -> Path:
    """Build the archive: an extended header of zeros, as gzip members one after the other."""
    info = tarfile.TarInfo("././@PaxHeader")
    info.type, info.size = tarfile.XHDTYPE, SIZE * TIMES
    zeros = gzip.compress(bytes(SIZE), compresslevel=9)
    path = folder / "answer.tar.gz"
    path.write_bytes(gzip.compress(info.tobuf(tarfile.GNU_FORMAT)) + zeros * TIMES)
    return path
