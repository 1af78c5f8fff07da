"""Write source that no editor shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path) -> Path:
    """Build the folder."""
    (folder / "app.py").write_bytes(b"import helper\n")
    (folder / "helper.py").write_bytes(b"x = '\xff\xfe\x00'\n" + bytes(1000))
    return folder
