"""The learner's own folder: made from the stub on first use, never overwritten."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.catalog import Kata


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder ``work/`` of a checkout at *root*."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where answers and progress are kept."""
        return self.root / "work"

    def answer(self, kata: Kata) -> Path:
        """Return the learner's folder for *kata*, which may not exist yet."""
        return self.folder / kata.id

    def begin(self, kata: Kata) -> bool:
        """Copy the stub of *kata* unless there is an answer; return whether it was copied.

        The copy appears whole or not at all.
        """
        target = self.answer(kata)
        if target.exists():
            return False
        self.folder.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=".new-") as temporary:
            copy = Path(temporary) / kata.id
            shutil.copytree(kata.stub, copy, ignore=shutil.ignore_patterns("__pycache__", ".*"))
            copy.rename(target)
        return True

    def shown(self, path: Path) -> str:
        """Return *path* as a person would type it here."""
        relative = os.path.relpath(path)
        return str(path) if relative.startswith("..") else relative
