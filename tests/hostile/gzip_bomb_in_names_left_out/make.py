"""Compress the same zeros again and again."""

from __future__ import annotations

import gzip
import io
import tarfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SIZE, TIMES = 8 * 2**20, 500


def make(folder: Path) -> Path:
    """Build the archive from two compressed streams, the second one repeated."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        info = tarfile.TarInfo("venv/lib/conftest.py")
        info.size = SIZE
        archive.addfile(info, io.BytesIO(bytes(SIZE)))
    member = gzip.compress(buffer.getvalue()[: 512 + SIZE], compresslevel=9)
    path = folder / "answer.tar.gz"
    path.write_bytes(member * TIMES + gzip.compress(bytes(1024)))
    return path
