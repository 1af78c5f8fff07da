"""A submission's files as a suite sees them: what there is, what is in it, what is put there."""

from __future__ import annotations

import base64
import hashlib
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from .protocol import Message

MAX_FILE = 4 * 2**20
MAX_NAMES, MAX_LENGTH = 20_000, 2**20


def tree(folder: Path, roots: Iterable[Path]) -> Message:
    """Return a digest of everything below *roots*, by name relative to *folder*.

    Folders end with a slash and have an empty digest.
    """
    found: dict[str, str] = {}
    length = 0
    for root in roots:
        for path in sorted(root.rglob("*")):
            found.update(_described(path, folder))
            length += len(str(path))
            if len(found) > MAX_NAMES or length > MAX_LENGTH:
                return {"fault": {"kind": "files", "message": "The answer made too many files"}}
    return {"tree": found}


def _described(path: Path, folder: Path) -> Iterator[tuple[str, str]]:
    name = os.path.relpath(path, folder) if path.is_relative_to(folder.parent) else str(path)
    try:
        status = path.lstat()
        if stat.S_ISDIR(status.st_mode):
            yield f"{name}/", ""
        elif stat.S_ISLNK(status.st_mode):
            yield name, f"link to {path.readlink()}"
        elif stat.S_ISREG(status.st_mode):
            yield name, hashlib.sha256(_content(path, status.st_size)).hexdigest()
        else:
            yield name, "no regular file"
    except OSError as error:  # it may be gone by now, or unreadable
        yield name, str(error.strerror)


def _content(path: Path, size: int) -> bytes:
    """Return what is in the regular file *path*, which may be something else by now."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        return file.read(size) if stat.S_ISREG(os.fstat(descriptor).st_mode) else b""


def read(path: Path) -> Message:
    """Return the content of the regular file *path*, or an error."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            return {"error": "it is no regular file"}
        if status.st_size > MAX_FILE:
            return {"error": f"it is larger than {MAX_FILE // 2**20} MiB"}
        return {"data": base64.b64encode(_content(path, MAX_FILE)).decode()}
    except OSError as error:
        return {"error": str(error.strerror)}


def write(path: Path, data: bytes) -> Message:
    """Write *data* to *path*, with the folders that it needs.

    A fault is the answer's: it has left no room, or put something else there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        message = f"{path} could not be written: {error.strerror}"
        return {"fault": {"kind": "files", "message": message}}
    return {"written": len(data)}
