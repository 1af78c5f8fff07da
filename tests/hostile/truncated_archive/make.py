"""Cut an archive off."""

from __future__ import annotations

import io
import tarfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build the archive; the end is missing."""
    path = folder / "answer.tar.gz"
    with tarfile.open(path, "w:gz", compresslevel=0) as archive:
        for name in ("app.py", "data.bin"):
            content = bytes(range(256)) * 400 if name == "data.bin" else b"x = 1\n"
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    path.write_bytes(path.read_bytes()[:50_000])
    return path
