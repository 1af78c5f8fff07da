"""Link to a secret file in a zip archive."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LINK = 0o120777 << 16
APP = """
raise ValueError(open("secret.txt").read())
"""


def make(folder: Path) -> Path:
    """Build the archive."""
    path = folder / "answer.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("app.py", APP)
        for name, target in (("secret.txt", "CANARY_FILE"), ("above", "../../..")):
            info = zipfile.ZipInfo(name)
            info.create_system, info.external_attr = 3, LINK
            archive.writestr(info, target)
    return path
