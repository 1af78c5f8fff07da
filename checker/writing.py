"""Pages that are written for a person: whole or not at all, and never over somebody else's file."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from checker import files
from checker.errors import KataError

FIRST_LINES = 400  # bytes in which a file of ours says so


def write_page(path: Path, text: str, marker: str) -> Path | None:
    """Write *text*, which has *marker* in its first lines, to *path*.

    A file there without the marker is not ours: it is kept, and where it is now is returned.
    A link is followed, and the folder made if only that is missing. Raises `KataError` if nothing
    can be written there.
    """
    target = Path(os.path.realpath(path.expanduser()))
    try:
        if target.exists() and not target.is_file():
            raise KataError(f"{path} is no file. Name one: make progress ARGS='--html my.html'")
        backup = _keep(target) if target.exists() and not _is_ours(target, marker) else None
        _replace(target, text.encode())
    except OSError as error:
        raise KataError(
            f"{path} could not be written: {error.strerror}. "
            f"Name another file: make progress ARGS='--html my.html'"
        ) from None
    return backup


def write_new(path: Path, data: bytes) -> Path | None:
    """Write *data* to *path*; what was there before and differs is kept, and returned is where.

    Raises `KataError` if nothing can be written there.
    """
    target = Path(os.path.realpath(path.expanduser()))
    try:
        if target.exists() and not target.is_file():
            raise KataError(f"{path} is no file. Name another: --out FILE")
        backup = None
        if target.exists() and target.read_bytes() != data:
            backup = _keep(target)
        _replace(target, data)
    except OSError as error:
        raise KataError(
            f"{path} could not be written: {error.strerror}. Name another: --out FILE"
        ) from None
    return backup


def _is_ours(path: Path, marker: str) -> bool:
    with path.open("rb") as file:
        return marker.encode() in file.read(FIRST_LINES)


def _keep(path: Path) -> Path:
    """Copy *path* beside itself, under a name that was free, and return that."""
    number = 1
    while True:
        backup = path.with_name(f"{path.stem}.backup-{number}{path.suffix}")
        with contextlib.suppress(FileExistsError), backup.open("xb") as copy:
            with path.open("rb") as file:
                shutil.copyfileobj(file, copy)
            copy.flush()
            os.fsync(copy.fileno())
            return backup
        number += 1


def _replace(path: Path, data: bytes) -> None:
    with contextlib.suppress(FileExistsError):
        path.parent.mkdir()
    files.write(path, data, unfinished=f".{path.name}.")
