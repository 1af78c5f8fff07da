"""Give a secret file the name app.py."""

from __future__ import annotations

from pathlib import Path

AIM = "CANARY_FILE"


def make(folder: Path) -> Path:
    """Build the folder."""
    folder = folder / "answer"
    folder.mkdir()
    (folder / "app.py").hardlink_to(Path(AIM))
    (folder / "secret.txt").hardlink_to(Path(AIM))
    return folder
