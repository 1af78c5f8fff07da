"""Pack devices and pipes."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build the archive."""
    path = folder / "answer.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind, major, minor in (
            ("app.py", tarfile.CHRTYPE, 1, 5),
            ("disk", tarfile.BLKTYPE, 8, 0),
            ("pipe", tarfile.FIFOTYPE, 0, 0),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.devmajor, info.devminor = kind, major, minor
            archive.addfile(info)
    return path
