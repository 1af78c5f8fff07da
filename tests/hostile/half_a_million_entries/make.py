"""Repeat headers of empty files."""

from __future__ import annotations

import gzip
import tarfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

BLOCK, BLOCKS = 1000, 500


def make(folder: Path) -> Path:
    """Build the archive from one compressed block of headers, repeated."""
    names = (f"folder{number}/with/a/longer/name/conftest.py" for number in range(BLOCK))
    block = b"".join(tarfile.TarInfo(name).tobuf(tarfile.USTAR_FORMAT) for name in names)
    path = folder / "answer.tar.gz"
    path.write_bytes(gzip.compress(block) * BLOCKS + gzip.compress(bytes(1024)))
    return path
