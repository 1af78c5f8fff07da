"""Nest folders, and take them away at the end, which others could not."""

from __future__ import annotations

import atexit
import os
import subprocess
from pathlib import Path


def make(folder: Path) -> Path:
    """Build the folder, each level from the one above: the whole path is too long to be named."""
    folder = folder / "answer"
    folder.mkdir()
    (folder / "app.py").write_text("def create_app(config=None): ...")
    top = Path.cwd()
    os.chdir(folder)
    try:
        for _ in range(2000):
            Path("d").mkdir()
            os.chdir("d")
        Path("helper.py").write_text("")
    finally:
        os.chdir(top)
    atexit.register(subprocess.run, ["/bin/rm", "-rf", str(folder / "d")], check=False)
    return folder
