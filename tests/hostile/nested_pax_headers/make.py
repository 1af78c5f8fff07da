"""Chain extended headers."""

from __future__ import annotations

import gzip
import tarfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build the archive."""
    content = b"13 path=a.py\n".ljust(512, b"\0")
    header = tarfile.TarInfo("././@PaxHeader")
    header.type, header.size = tarfile.XHDTYPE, 13
    path = folder / "answer.tar.gz"
    chain = gzip.compress((header.tobuf(tarfile.USTAR_FORMAT) + content) * 1000)
    path.write_bytes(chain * 50 + gzip.compress(bytes(1024)))
    return path
