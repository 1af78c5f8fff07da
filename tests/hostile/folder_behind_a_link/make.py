"""Link a folder to that of a secret file."""

from __future__ import annotations

from pathlib import Path

AIM = "CANARY_FILE"


def make(folder: Path) -> Path:
    """Build the folder."""
    folder = folder / "answer"
    folder.mkdir()
    (folder / "app.py").write_text("def create_app(config=None): ...")
    (folder / "templates").symlink_to(Path(AIM).parent, target_is_directory=True)
    return folder
