"""Link to a secret file and its folder."""

from __future__ import annotations

from pathlib import Path

AIM = "CANARY_FILE"


def make(folder: Path) -> Path:
    """Build the folder."""
    folder = folder / "answer"
    folder.mkdir()
    (folder / "app.py").symlink_to(AIM)
    (folder / "data").symlink_to(Path(AIM).parent)
    (folder / "loop").symlink_to(folder)
    return folder
