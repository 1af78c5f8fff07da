"""What was handed in: one folder or archive for each candidate, and the answers in it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checker.errors import KataError, SubmissionPathError
from checker.submission import ARCHIVES, Submission, archive_kind, read_submission
from checker.worker.archive import DROPPED_FOLDERS, TOP

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from checker.catalog import Kata

DEEPEST = 3  # folders above that of a kata
LONGEST = 60  # characters of a folder's name


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """What one candidate handed in at *path*; *folder* is a name for a folder of their results."""

    name: str
    folder: str
    path: Path


def find(path: Path, katas: Collection[str]) -> tuple[list[HandedIn], list[str]]:
    """Return what lies in the folder *path*, by name, and the names of what is no submission.

    An archive is one candidate's. Raises `KataError` if nothing was handed in there, or *path* is
    an answer to one of *katas* itself.
    """
    if archive_kind(path) and path.is_file():
        return [HandedIn(name=_bare(path), folder=_folder(_bare(path), set()), path=path)], []
    if not path.is_dir():
        raise KataError(f"{path}: no such folder. Give the one with what was handed in")
    if _is_answer(path) or any(_is_answer(path / kata) for kata in katas):
        raise KataError(
            f"{path} is an answer itself. Give the folder that holds one folder or archive for "
            f"each candidate, such as {path.parent}"
        )
    entries = sorted(entry for entry in path.iterdir() if not entry.name.startswith("."))
    entries = [entry for entry in entries if entry.name not in DROPPED_FOLDERS]
    handed_in = [entry for entry in entries if entry.is_dir() or archive_kind(entry)]
    if not handed_in:
        raise KataError(
            f"{path} holds no submission: no folder and no {', '.join(ARCHIVES)}. "
            "Give the folder that holds one for each candidate"
        )
    bare = [_bare(entry) for entry in handed_in]
    names = [b if bare.count(b) == 1 else e.name for b, e in zip(bare, handed_in, strict=True)]
    taken: set[str] = set()
    found = [
        HandedIn(name=name, folder=_folder(name, taken), path=entry)
        for name, entry in zip(names, handed_in, strict=True)
    ]
    return found, [entry.name for entry in entries if entry not in handed_in]


def read_answer(handed_in: HandedIn, kata: Kata, *, alone: bool) -> Submission:
    """Return the answer to *kata*: the folder of its name that holds an ``app.py``.

    If the kata is *alone* in its assessment, the answer may be all that was handed in. Raises
    `SubmissionPathError`.
    """
    path = handed_in.path
    if path.is_dir() and (archive := _only_archive(path)):
        path = archive  # as learning platforms hand on what was uploaded
    if not path.is_dir():
        places = (kata.id, TOP) if alone else (kata.id,)
        return replace(read_submission(path, kata.kept), places=places)
    folder = next(_named(path, kata.id), path if alone else None)
    if folder is None:
        raise SubmissionPathError(path, f"holds no folder {kata.id} with an app.py in it")
    return read_submission(folder, kata.kept)


def _is_answer(folder: Path) -> bool:
    return (folder / "app.py").is_file() or (folder / "app" / "__init__.py").is_file()


def _named(path: Path, kata: str) -> Iterator[Path]:
    """Yield the folders called *kata* that hold an application, the shallowest first."""
    for depth in range(DEEPEST + 1):
        for folder in sorted(path.glob("/".join(["*"] * depth + [kata]))):
            between = [folder, *folder.parents][: depth + 1]
            if _is_answer(folder) and not any(part.is_symlink() for part in between):
                yield folder


def _only_archive(folder: Path) -> Path | None:
    """Return the archive in *folder*, if there is one and nothing else."""
    entries = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
    one = len(entries) == 1 and archive_kind(entries[0])
    return entries[0] if one and entries[0].is_file() and not entries[0].is_symlink() else None


def _bare(path: Path) -> str:
    """Return the name of *path* without what says that it is an archive."""
    suffix = next((s for s in ARCHIVES if path.name.endswith(s) and not path.is_dir()), "")
    return path.name.removesuffix(suffix) or path.name


def _folder(name: str, taken: set[str]) -> str:
    """Return a plain name for a folder that no other in *taken* has, and take it."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip(".-")[:LONGEST]
    if plain != name or plain.casefold() in taken:
        plain = f"{plain or 'candidate'}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    taken.add(plain.casefold())
    return plain
