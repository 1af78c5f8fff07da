"""Append a zip archive to a tar archive."""

from __future__ import annotations

import io
import tarfile
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build the archive under the name of a zip."""
    path = folder / "answer.zip"
    with path.open("wb") as stream:
        with tarfile.open(fileobj=stream, mode="w") as archive:
            info = tarfile.TarInfo("app.py")
            info.size = 4
            archive.addfile(info, io.BytesIO(b"pass"))
        with zipfile.ZipFile(stream, "a") as archive:
            archive.writestr("app.py", "raise SystemExit('the other one')")
    return path
