"""The learner's own folder: made from the stub on first use, never overwritten."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.catalog import Kata

BACKUPS = ".backups"
LEFT_OUT = ("__pycache__", ".*")


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
            shutil.copytree(kata.stub, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
            copy.rename(target)
        return True

    def update(self, kata: Kata, known: dict[str, str]) -> tuple[list[Path], list[Path]]:
        """Bring what has changed in the stub of *kata* since *known* into the answer.

        *known* has the digests of the stub that the answer began with; without any nothing is
        done. A file that was not touched is replaced; beside one that was, the new one is laid
        under its name with ``.new``. Returns the replaced files and those that were laid beside.
        """
        replaced: list[Path] = []
        laid_beside: list[Path] = []
        for name, path in _files(kata.stub) if known else ():
            mine, new, old = self.answer(kata) / name, _digest(path), known.get(name)
            now = _digest(mine) if mine.is_file() else None
            if new in (old, now) or (now is None and old is not None):  # the last: taken away
                continue
            untouched = now == old
            target = mine if untouched else mine.with_name(f"{mine.name}.new")
            _copy(path, target)
            (replaced if untouched else laid_beside).append(target)
        return replaced, laid_beside

    def reset(self, kata: Kata) -> Path | None:
        """Begin *kata* anew; return where the answer is now, or None if there was none."""
        backup = self._put_away(kata)
        self.begin(kata)
        return backup

    def undo(self, kata: Kata) -> Path | None:
        """Bring the latest backup of *kata* back; return where the answer of before is now.

        Raises FileNotFoundError if there is no backup.
        """
        backups = sorted((self.folder / BACKUPS / kata.id).glob("*"), key=lambda path: path.name)
        if not backups:
            raise FileNotFoundError(self.folder / BACKUPS / kata.id)
        aside = self._put_away(kata)
        backups[-1].rename(self.answer(kata))
        return aside

    def _put_away(self, kata: Kata) -> Path | None:
        answer = self.answer(kata)
        if not answer.exists():
            return None
        backups = self.folder / BACKUPS / kata.id
        backups.mkdir(parents=True, exist_ok=True)
        backup = backups / f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S-%f}"
        answer.rename(backup)
        return backup

    def shown(self, path: Path) -> str:
        """Return *path* as a person would type it here."""
        relative = os.path.relpath(path)
        return str(path) if relative.startswith("..") else relative


def stub_digests(kata: Kata) -> dict[str, str]:
    """Return a digest for each file of the stub of *kata*."""
    return {name: _digest(path) for name, path in _files(kata.stub)}


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        hidden = any(part.startswith(".") or part == "__pycache__" for part in name.parts)
        if path.is_file() and not hidden:
            yield name.as_posix(), path


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _copy(path: Path, target: Path) -> None:
    """Copy *path* to *target*, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".new-", delete=False) as file:
        file.write(path.read_bytes())
    shutil.copymode(path, file.name)
    Path(file.name).replace(target)
