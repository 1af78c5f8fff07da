"""What was handed in: one folder or archive for each candidate, and the answers in it."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checker.catalog import TEST_FILES
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


def keep_apart(path: Path, out: Path) -> None:
    """Raise `KataError` if the results in *out* would lie among what was handed in at *path*."""
    if out.resolve().is_relative_to(path.resolve()):
        raise KataError(
            f"{out} lies in {path}, and would be taken for a submission. Give a folder elsewhere: "
            "--out FOLDER"
        )


def find(path: Path, katas: Collection[str]) -> tuple[list[HandedIn], list[str]]:
    """Return what lies in the folder *path*, by name, and the names of what is no submission.

    An archive is one candidate's. Raises `KataError` if nothing was handed in there, or *path* is
    an answer to one of *katas* itself.
    """
    if archive_kind(path) and path.is_file():
        name = _shown(_bare(path))
        return [HandedIn(name=name, folder=_folder(name, set()), path=path)], []
    if not path.is_dir():
        raise KataError(f"{path}: no such folder. Give the one with what was handed in")
    if _is_answer(path) or any(_is_answer(path / kata) for kata in katas):
        raise KataError(
            f"{path} is an answer itself. Give the folder that holds one folder or archive for "
            f"each candidate, such as {path.parent}"
        )
    try:
        entries = sorted(entry for entry in path.iterdir() if entry.name not in DROPPED_FOLDERS)
    except OSError as error:
        raise KataError(f"{path} cannot be read: {error.strerror}") from None
    some = [entry for entry in entries if entry.is_dir() or archive_kind(entry)]
    handed_in = [entry for entry in some if not _hides(entry)]
    if not handed_in:
        raise KataError(
            f"{path} holds no submission: no folder and no {', '.join(ARCHIVES)}. "
            "Give the folder that holds one for each candidate"
        )
    taken: set[str] = set()
    found = [
        HandedIn(name=name, folder=_folder(name, taken), path=entry)
        for name, entry in zip(_names(handed_in), handed_in, strict=True)
    ]
    others = [entry for entry in entries if entry not in handed_in]
    return found, [_shown(entry.name) for entry in others if entry in some or not _hides(entry)]


def read_answer(handed_in: HandedIn, kata: Kata, *, alone: bool) -> Submission:
    """Return the answer to *kata*: the folder of its name that holds an ``app.py``.

    If the kata is *alone* in its assessment, the answer may be all that was handed in. Raises
    `SubmissionPathError`.
    """
    try:
        return _read_answer(handed_in.path, kata, alone=alone)
    except OSError as error:
        raise SubmissionPathError(handed_in.path, f"cannot be read ({error.strerror})") from None


def _read_answer(path: Path, kata: Kata, *, alone: bool) -> Submission:
    if path.is_dir() and (archive := _only_archive(path)):
        path = archive  # as learning platforms hand on what was uploaded
    if not path.is_dir():
        places = (kata.id, TOP) if alone else (kata.id,)
        return replace(read_submission(path, kata.kept), places=places)
    folder = next(_named(path, kata.id), path if alone else None)
    if folder is None:
        raise SubmissionPathError(path, f"holds no folder {kata.id} with an app.py in it")
    return read_submission(folder, kata.kept | TEST_FILES)  # for tests that were handed in


def _is_answer(folder: Path) -> bool:
    return (folder / "app.py").is_file() or (folder / "app" / "__init__.py").is_file()


def _named(path: Path, kata: str) -> Iterator[Path]:
    """Yield the folders called *kata* that hold an application, the shallowest first."""
    for depth in range(DEEPEST + 1):
        for folder in sorted(path.glob("/".join(["*"] * depth + [kata]))):
            between = [folder, *folder.parents][: depth + 1]
            if _is_answer(folder) and not any(map(_is_passed_over, between)):
                yield folder


def _is_passed_over(folder: Path) -> bool:
    return folder.is_symlink() or folder.name in DROPPED_FOLDERS


def _only_archive(folder: Path) -> Path | None:
    """Return the archive in *folder*, if there is one and nothing else."""
    listed = [entry for entry in folder.iterdir() if not _hides(entry)]
    entries = [entry for entry in listed if entry.name not in DROPPED_FOLDERS]
    one = len(entries) == 1 and archive_kind(entries[0])
    return entries[0] if one and entries[0].is_file() and not entries[0].is_symlink() else None


def _hides(entry: Path) -> bool:
    return entry.name.startswith(".")


def _names(handed_in: list[Path]) -> list[str]:
    """Return a name for each, without what says that it is an archive, where it stays its own."""
    bare = [_bare(entry) for entry in handed_in]
    whole = {entry.name for entry in handed_in}
    return [
        _shown(short if bare.count(short) == 1 and short not in whole else entry.name)
        for short, entry in zip(bare, handed_in, strict=True)
    ]


def _bare(path: Path) -> str:
    """Return the name of *path* without what says that it is an archive."""
    suffix = next((s for s in ARCHIVES if path.name.lower().endswith(s)), "")
    short = path.name[: len(path.name) - len(suffix)]
    return path.name if path.is_dir() else short or path.name


def _shown(name: str) -> str:
    """Return the *name* of a file as text, whatever bytes it is made of."""
    return os.fsencode(name).decode(errors="backslashreplace")


def _folder(name: str, taken: set[str]) -> str:
    """Return a plain name for a folder that no other in *taken* has, and take it."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip(".-")[:LONGEST]
    if plain != name or plain.casefold() in taken:
        digest = hashlib.sha256(name.encode()).hexdigest()
        longer = (f"{plain or 'candidate'}-{digest[:length]}" for length in range(8, len(digest)))
        plain = next(folder for folder in longer if folder.casefold() not in taken)
    taken.add(plain.casefold())
    return plain
